/** Files in memory, on a disk that is full, or a machine that stops, when the test says so. */

import type { Files } from "../../../src/posterior/checkpoint/files.ts";

export interface FakeFiles extends Files {
  readonly content: Map<string, Uint8Array>;
  /** Bytes that may still be written. */
  room: number;
}

export function fakeFiles(content = new Map<string, Uint8Array>(), room = Infinity): FakeFiles {
  const full = (): Error =>
    Object.assign(new Error("no space left on device"), { code: "ENOSPC", syscall: "write" });
  const files: FakeFiles = {
    folder: "fake.partial",
    content,
    room,
    list: () => Promise.resolve([...content.keys()]),
    read: (name) => Promise.resolve(content.get(name) ?? null),
    replace: (name, bytes) => {
      if (bytes.length > files.room) return Promise.reject(full());
      files.room -= bytes.length;
      content.set(name, bytes);
      return Promise.resolve();
    },
    // As much as there is room for, then the fault: what `write` leaves on a full disk.
    write: (name, bytes, at) => {
      const before = content.get(name) ?? new Uint8Array(0);
      const fits = Math.min(bytes.length, files.room);
      const after = new Uint8Array(Math.max(before.length, at + fits));
      after.set(before);
      after.set(bytes.subarray(0, fits), at);
      files.room -= fits;
      content.set(name, after);
      return fits < bytes.length ? Promise.reject(full()) : Promise.resolve();
    },
  };
  return files;
}
