import { systemTimer } from '../runtime/timer.ts'

/**
 * Does something that is called off when it takes too long, or when `outer` is. What it was called off by says `outer` itself.
 * Nothing is left of the deadline once it has ended: an `AbortSignal.timeout` for each call would stay until its time is over.
 */
export async function withDeadline<Result>(
  timeoutMs: number,
  outer: AbortSignal | undefined,
  work: (signal: AbortSignal) => Promise<Result>,
): Promise<Result> {
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
