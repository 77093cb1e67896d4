import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, utimesSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Holder, type Lock, takeLock } from "../../../src/posterior/checkpoint/lock.ts";

const folder = (): string => join(mkdtempSync(join(tmpdir(), "hunch-lock-")), "new");

function taken(at: string): Lock {
  const lock = takeLock(at);
  if ("process" in lock) throw new Error("another has it");
  return lock;
}

/** A folder whose lock another process wrote. */
function lockedBy(holder: Holder | string): string {
  const at = folder();
  taken(at);
  writeFileSync(join(at, "lock"), typeof holder === "string" ? holder : JSON.stringify(holder));
  return at;
}

/** Whether processes can be looked at from outside. */
const watched = existsSync("/proc/self/stat");

describe("a lock", () => {
  // Planted: the lock not looked at; red here.
  test.skipIf(!watched)("is one process's until it lets go, even in that process", () => {
    const at = folder();
    const lock = taken(at);
    expect(takeLock(at)).toMatchObject({ process: process.pid, host: hostname() });
    lock.release();
    expect(existsSync(join(at, "lock"))).toBe(false);
    taken(at).release();
  });

  test.skipIf(!watched)("of a process that was killed is free, buried or not", async () => {
    const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 99); console.log('on')"]);
    await new Promise((resolve) => child.stdout.once("data", resolve));
    const stat = readFileSync(`/proc/${child.pid}/stat`, "utf8");
    const since = stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? "";
    const at = lockedBy({ process: child.pid ?? 0, host: hostname(), since });
    expect(takeLock(at)).toMatchObject({ process: child.pid });
    child.kill("SIGKILL");
    await new Promise((resolve) => child.once("close", resolve));
    taken(at).release();
  });

  test.skipIf(!watched)("of a number that has gone to another process is free", () => {
    taken(lockedBy({ process: process.ppid, host: hostname(), since: "1" })).release();
  });

  test("that was cut short as it was written is free", () => {
    taken(lockedBy('{"proc')).release();
  });

  test("of another machine is believed while it is touched", () => {
    const at = lockedBy({ process: 1, host: "elsewhere", since: "1" });
    expect(takeLock(at)).toMatchObject({ host: "elsewhere" });
    const old = new Date(Date.now() - 300_000);
    utimesSync(join(at, "lock"), old, old);
    taken(at).release();
  });
});
