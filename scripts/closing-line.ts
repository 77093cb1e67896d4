/** A vitest reporter whose last line is `123 passed, 0 failed`: a file that cannot run counts as a failure. */

import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";

export function closingLine(): Reporter {
  return {
    onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
      const counts = { passed: 0, failed: unhandled.length, skipped: 0, pending: 0 };
      for (const module of modules) {
        for (const test of module.children.allTests()) counts[test.result().state] += 1;
        if (module.errors().length > 0) counts.failed += 1;
      }
      process.stdout.write(`${counts.passed} passed, ${counts.failed + counts.pending} failed\n`);
    },
  };
}
