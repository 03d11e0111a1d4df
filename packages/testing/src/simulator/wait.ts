import type { Timer } from '@quoin/core'

/** Resolves after a while, or as soon as it is called off. */
export function wait(timer: Timer, delayMs: number, calledOff: AbortSignal): Promise<void> {
  if (calledOff.aborted) return Promise.resolve()
  return new Promise((resolve) => {
    const goOn = () => {
      cancel()
      calledOff.removeEventListener('abort', goOn)
      resolve()
    }
    const cancel = timer.after(delayMs, goOn)
    calledOff.addEventListener('abort', goOn)
  })
}
