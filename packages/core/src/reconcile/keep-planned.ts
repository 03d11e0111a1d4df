import { errorName } from '../runtime/error-name.ts'
import type { Logger } from '../runtime/logger.ts'
import type { Timer } from '../runtime/timer.ts'

const againMs = 10_000
const lookMs = 3_600_000

/**
 * Plans the periodic work, and looks every hour that it is still planned: it is the net under everything else, so
 * neither a store that fails at the start nor a run that was given up may end it. Returns how to stop.
 */
export function keepPlanned(
  plan: (when: 'now' | 'in time') => Promise<void>,
  { timer, logger }: { readonly timer: Timer; readonly logger: Logger },
): () => void {
  let callOff = (): void => {}
  let isOver = false
  const next = (delayMs: number, when: 'now' | 'in time'): void => {
    if (!isOver) callOff = timer.after(delayMs, () => attempt(when))
  }
  function attempt(when: 'now' | 'in time'): void {
    plan(when).then(
      () => next(lookMs, 'in time'),
      (error: unknown) => {
        const reason = errorName(error)
        logger.error({ reason }, 'The periodic work could not be planned; it is tried again.')
        next(againMs, when)
      },
    )
  }
  attempt('now')
  return () => {
    isOver = true
    callOff()
  }
}
