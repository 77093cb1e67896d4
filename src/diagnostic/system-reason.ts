/** What the system says when it refuses a file, in words. */

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder",
  EISDIR: "it is a folder",
  ENOTDIR: "a part of the path is not a folder",
  EACCES: "I have no permission",
  EPERM: "I have no permission",
  EROFS: "the disk is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk is full",
  ENAMETOOLONG: "its name is too long",
};

/** Whether the system refused something, rather than we broke something. */
export function isSystemFault(fault: unknown): fault is Error & { readonly code: string } {
  return fault instanceof Error && "code" in fault && "syscall" in fault;
}

/** `fault` is what a call of the file system threw. */
export function systemReason(fault: unknown): string {
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  return reasons[code] ?? `the system says ${code === "" ? String(fault) : code}`;
}
