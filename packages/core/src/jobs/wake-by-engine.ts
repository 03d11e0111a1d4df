import { errorName } from '../runtime/error-name.ts'
import type { Logger } from '../runtime/logger.ts'
import type { Timer } from '../runtime/timer.ts'
import type { Storage } from '../storage/storage.ts'
import type { JobEngine } from './job-engine.ts'

interface WakingOptions {
  readonly storage: Pick<Storage, 'onJobs'>
  readonly timer: Timer
  readonly logger: Logger
  /** How often a process that works sends a wake-up without a reason: for those that were lost, and for what becomes due with time. */
  readonly everyMs: number
  /** Works here on what is due, while the engine is away: no paid order waits for it. */
  lookHere(): void
}

interface Waking {
  /** However many call at once, one wake-up is on its way to the engine and one more follows it. */
  wake(): void
  /** Hears of jobs that are stored, and tells the engine. Returns how to stop. */
  begin(): Promise<() => Promise<void>>
}

/** Wakes whoever works, by an engine. */
export function wakeByEngine(engine: JobEngine, { storage, timer, logger, everyMs, lookHere }: WakingOptions): Waking {
  let sending: Promise<void> | null = null
  let isAway = false
  let again = false
  let callOff = (): void => {}

  async function send(): Promise<void> {
    while (again) {
      again = false
      try {
        await engine.send()
        isAway = false
      } catch (error) {
        isAway = true
        logger.warn({ reason: errorName(error) }, 'A wake-up could not be sent; a later one makes up for it.')
      }
    }
    sending = null
  }

  function wake(): void {
    again = true
    sending ??= send()
  }

  function wakeAgainAndAgain(): void {
    // One that is still on its way since the last time may never arrive.
    if (isAway || sending) lookHere()
    wake()
    callOff = timer.after(everyMs, wakeAgainAndAgain)
  }

  return {
    wake,
    async begin() {
      const stopHearing = await storage.onJobs?.(wake).catch((error: unknown) => {
        logger.warn({ reason: errorName(error) }, 'Nobody here hears of jobs; workers look for them now and then.')
        return undefined
      })
      if (engine.receive) wakeAgainAndAgain()
      return async () => {
        callOff()
        await stopHearing?.()
        await sending
      }
    },
  }
}
