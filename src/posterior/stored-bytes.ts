/** How many bytes a posterior's folder would take, without writing it. */

import { writeManifest } from "./manifest.ts";
import { writeNpy } from "./npy.ts";
import type { Posterior } from "./posterior.ts";
import { arraysOf } from "./stored.ts";

const digest = "0".repeat(64);

export function storedBytes(posterior: Posterior): number {
  const arrays = [...arraysOf(posterior)];
  const entries = arrays.map(([name]) => ({ name, file: `00-${name}.npy`, sha256: digest }));
  const manifest = new TextEncoder().encode(writeManifest(posterior, "0.0.0", entries)).length;
  return arrays.reduce((sum, [, array]) => sum + writeNpy(array).length, manifest);
}
