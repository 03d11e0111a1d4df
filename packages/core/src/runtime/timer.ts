/** Where Quoin waits. Only the long-lived worker does. */
export interface Timer {
  /** Calls back once after a while. Returns how to call it off. */
  after(delayMs: number, callback: () => void): () => void
}

/** The machine's own timers. */
export const systemTimer: Timer = {
  after(delayMs, callback) {
    const handle = setTimeout(callback, delayMs)
    return () => clearTimeout(handle)
  },
}
