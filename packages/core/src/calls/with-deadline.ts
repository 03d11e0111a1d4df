import { QuoinError } from '../quoin-error.ts'
import { systemTimer } from '../runtime/timer.ts'

/** A timer for longer than this ends at once. */
const longestMs = 2 ** 31 - 1

/** For where a limit is set up, so that a wrong one is no fault of the first call. Throws `invalid_options`. */
export function mustBeTimeout(name: string, timeoutMs: number): void {
  if (timeoutMs >= 0 && timeoutMs <= longestMs) return
  const message = `${name} is ${timeoutMs}; it must be from 0 to ${longestMs} milliseconds.`
  throw new QuoinError('invalid_options', message, { issues: [{ path: name, code: 'invalid', message }] })
}

/**
 * Does something that is called off when it takes too long, or when `outer` is: whether `outer` was tells the two apart.
 * Nothing is left of the deadline once it has ended: an `AbortSignal.timeout` for each call would stay until its time is over.
 */
export async function withDeadline<Result>(
  timeoutMs: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
  mustBeTimeout('timeoutMs', timeoutMs)
  const controller = new AbortController()
  const callOff = (): void => controller.abort(outer?.reason)
  const stop = systemTimer.after(timeoutMs, () => {
    controller.abort(new DOMException('It took too long.', 'TimeoutError'))
  })
  if (outer?.aborted) callOff()
  else outer?.addEventListener('abort', callOff, { once: true })
  try {
    return await work(controller.signal)
  } finally {
    stop()
    outer?.removeEventListener('abort', callOff)
  }
}
