/** The few things that a checkpoint asks of a file system: the machine's, or a test's that is full. */

import { mkdir, open, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";

/** Names are of files in one folder. Each fails as `node:fs` does. */
export interface Files {
  readonly folder: string;
  list(): Promise<readonly string[]>;
  /** Null where there is no such file. */
  read(name: string): Promise<Uint8Array | null>;
  /** In place of what there was, whole or not at all. */
  replace(name: string, bytes: Uint8Array): Promise<void>;
  /** From byte `at` on; what is before stays. */
  write(name: string, bytes: Uint8Array, at: number): Promise<void>;
}

export function filesIn(folder: string): Files {
  return {
    folder,
    list: () => readdir(folder),
    read: (name) => readFile(join(folder, name)).catch(nullWhereAbsent),
    replace: async (name, bytes) => {
      await mkdir(folder, { recursive: true });

      const beside = join(folder, `${name}.new`);
      try {
        await writeFile(beside, bytes);
        await rename(beside, join(folder, name));
      } catch (fault) {
        await rm(beside, { force: true });
        throw fault;
      }
    },
    write: async (name, bytes, at) => {
      const path = join(folder, name);
      const handle = await open(path, "r+").catch(async (fault: unknown) => {
        nullWhereAbsent(fault);
        return open(path, "w+");
      });
      try {
        await handle.write(bytes, 0, bytes.length, at);
      } finally {
        await handle.close();
      }
    },
  };
}

function nullWhereAbsent(fault: unknown): null {
  if (fault instanceof Error && "code" in fault && fault.code === "ENOENT") return null;
  throw fault;
}
