import { QuoinError } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Listen } from './listen/listen.ts'
import { slot } from './prepared.ts'

/** The channel on which instances tell each other of due jobs. */
const channel = 'quoin_jobs'

/** Between two messages: whoever stores one job after another should not send as many. */
const pauseMs = 5
/** What takes longer is not waited for: a connection that is gone must not keep others from telling. */
const longestMs = 1_000

export interface WakeUp {
  /** Tells the workers of this instance at once, and those of others soon. What nobody hears is found by polling. */
  wakeAll(): void
  /**
   * Runs a statement, and sees that the workers of all instances are told when it makes jobs due. When `tells` is true, the
   * statement is to carry {@link messageIf the message}; else one is sent after it. Where it only might have made some due, as it
   * does not for a duplicate, a worker looks in vain.
   */
  telling<Result>(makesJobsDue: boolean, run: (tells: boolean) => Promise<Result>): Promise<Result>
  /** An empty text, with which the message goes out when the statement that it stands in is committed. Takes the {@link slots}. */
  messageIf(tells: boolean): RawBuilder<unknown>
  readonly slots: { readonly own: string }
  onJobs(wake: () => void): Promise<() => Promise<void>>
}

/**
 * Tells of jobs: of one by itself with the statement that stores it, and of those that are stored meanwhile and soon after with one
 * message once they are committed. Transactions that all have a NOTIFY are committed by Postgres one after another.
 */
export function createWakeUp(db: Database, listen: Listen | undefined, instance: string): WakeUp {
  const listeners = new Set<() => void>()
  const own = `${db.schema} ${instance}`
  // A function of no value is an empty text.
  const message = sql`pg_notify(${sql.lit(channel)}, ${slot('own')})::text`
  const messageAlone = db.prepare(() => sql`select to_json(${message})::text as json`)
  /** A message is on its way, or was a moment ago. */
  let toldLately = false
  let more = false

  /** While a message goes out and for a moment after it, what else there is to tell waits; then it is told. */
  async function tellFirst(sent: Promise<unknown>): Promise<void> {
    toldLately = true
    await settled(sent)
    while (more) {
      more = false
      // A database that does not answer does not hear either: polling finds the jobs.
      await settled(messageAlone.one({}, { own }))
    }
    toldLately = false
  }

  function wakeOwn(): void {
    for (const wake of listeners) wake()
  }

  function wakeAll(): void {
    wakeOwn()
    if (toldLately) more = true
    else void tellFirst(messageAlone.one({}, { own }))
  }

  async function thenWakeAll<Result>(running: Promise<Result>): Promise<Result> {
    const result = await running
    wakeAll()
    return result
  }

  return {
    wakeAll,
    async telling(makesJobsDue, run) {
      if (!makesJobsDue) return run(false)
      if (toldLately) return thenWakeAll(run(false))
      const telling = run(true)
      void tellFirst(telling)
      try {
        const result = await telling
        wakeOwn()
        return result
      } catch (error) {
        // Nothing is stored then, and it may be the message that is refused: the queue for messages can be full.
        if (wasRefused(error)) return thenWakeAll(run(false))
        throw error
      }
    },
    messageIf: (tells) => (tells ? message : sql`''`),
    slots: { own },
    async onJobs(wake) {
      listeners.add(wake)
      try {
        const stop = await listen?.(channel, (heard) => {
          if (heard === undefined || (heard.startsWith(`${db.schema} `) && heard !== own)) wake()
        })
        return async () => {
          listeners.delete(wake)
          await stop?.()
        }
      } catch (error) {
        listeners.delete(wake)
        throw error
      }
    },
  }
}

/** Whether the server has answered that it did not do it, and not because of the values. */
function wasRefused(error: unknown): boolean {
  return error instanceof QuoinError && error.retry === 'retryable'
}

/** A moment after the end of what is under way, or when it takes too long. */
function settled(underWay: Promise<unknown>): Promise<void> {
  return new Promise((resolve) => {
    const limit = setTimeout(resolve, longestMs)
    const end = (): void => {
      clearTimeout(limit)
      setTimeout(resolve, pauseMs)
    }
    underWay.then(end, end)
  })
}
