/** What a caller may set by number: held to its range here, since a type says only that it is one. */

import { diagnose } from "../diagnostic/diagnostic.ts";
import { HunchError } from "./hunch-error.ts";

interface Range {
  readonly wanted: string;
  readonly fits: (value: number) => boolean;
}

const ranges = {
  seed: {
    wanted: "a whole number from 0 to 4294967295",
    fits: (value) => Number.isInteger(value) && value >= 0 && value < 2 ** 32,
  },
  workers: {
    wanted: "a whole number from 1 to 1024",
    fits: (value) => Number.isInteger(value) && value >= 1 && value <= 1024,
  },
  replicates: {
    wanted: "a whole number from 10 to 100000",
    fits: (value) => Number.isInteger(value) && value >= 10 && value <= 100_000,
  },
  level: { wanted: "a probability between 0 and 1", fits: (value) => value > 0 && value < 1 },
  draws: {
    wanted: "a whole number from 1 to 100000000",
    fits: (value) => Number.isInteger(value) && value >= 1 && value <= 1e8,
  },
} satisfies Readonly<Record<string, Range>>;

export type Settings = { readonly [P in keyof typeof ranges]?: number };

/** The settings, or a `HunchError` with every one that is out of its range. */
export function inRange<S extends Settings>(settings: S): S {
  const names = Object.keys(ranges) as (keyof Settings)[];
  const wrong = names.filter((name) => settings[name] !== undefined && !ranges[name].fits(settings[name]));
  if (wrong.length === 0) return settings;
  const mistakes = wrong.map((option) =>
    diagnose(
      "H0804",
      { option, wanted: ranges[option].wanted, found: String(settings[option]) },
      { at: null },
    ),
  );
  throw new HunchError(mistakes);
}
