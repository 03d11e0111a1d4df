import type { Timer } from '@quoin/core'

/** The machine's own timers, without keeping the process alive for them. */
export const backgroundTimer: Timer = {
  after(delayMs, callback) {
    const handle = setTimeout(callback, delayMs).unref()
    return () => clearTimeout(handle)
  },
}
