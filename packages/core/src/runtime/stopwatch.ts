/** Starts to measure time, which no change of the clock disturbs. Returns how to read the seconds since. */
export function startStopwatch(): () => number {
  const startedAt = performance.now()
  return () => (performance.now() - startedAt) / 1_000
}
