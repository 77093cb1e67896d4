/** A broken invariant of ours: never a user's mistake. The command line reports it with exit 70. */
export class Bug extends Error {
  override readonly name = "Bug";
}

/** Stops with a `Bug` unless the condition holds. */
export function invariant(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Bug(message);
}

/** For the arm of a `switch` that the types say cannot be reached. */
export function unreachable(value: never): never {
  throw new Bug(`unreachable: ${JSON.stringify(value)}`);
}
