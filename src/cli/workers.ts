/** `--workers`: how many threads may work; it changes how long a command takes, and nothing else. */

import { type Outcome, success } from "../diagnostic/diagnostic.ts";
import { type Arguments, numberOption, type OptionRow } from "./arguments.ts";

export const workersOption: OptionRow = {
  name: "workers",
  value: "N",
  doc: "threads at most, 1 for none but the command's own; as many as there are cores otherwise",
};

const range = { low: 1, high: 1_024, integer: true, wanted: "a whole number from 1 to 1024" } as const;

/** Null where it is not given. */
export function workersOf(given: Arguments): Outcome<number | null> {
  return given.has("workers") ? numberOption(given, "workers", range, 1) : success(null);
}
