/** Looking up what must be there: a miss is a bug of ours. */

import { Bug } from "../../diagnostic/bug.ts";

export function found<T>(map: ReadonlyMap<string, T>, name: string): T {
  const value = map.get(name);
  if (value === undefined) throw new Bug(`nothing is called ${name} here`);
  return value;
}

export function at<T>(list: readonly (T | undefined)[], index: number): T {
  const value = list[index];
  if (value === undefined) throw new Bug(`a list of ${list.length} has no place ${index}`);
  return value;
}
