/** What the machine has to give: asked before a fit is made that may want more. */

/** Bytes that a process may still take, limits put on it included; null where the platform does not tell. */
export function availableMemory(): number | null {
  const host: { process?: { availableMemory?: () => number } } = globalThis;
  return host.process?.availableMemory?.() ?? null;
}
