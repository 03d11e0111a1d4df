/** How long work takes when each piece begins as soon as a slot is free, and going from one to the next takes no time. */
export function scheduleMs(durations: readonly number[], slots: number): number {
  const freeAt = Array.from({ length: Math.min(slots, durations.length) }, () => 0)
  for (const duration of durations) {
    const next = freeAt.indexOf(Math.min(...freeAt))
    freeAt[next] = (freeAt[next] ?? 0) + duration
  }
  return Math.max(...freeAt)
}
