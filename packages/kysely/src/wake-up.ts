import { type RawBuilder, sql } from 'kysely'
import type { Database } from './database.ts'
import type { Listen } from './listen/listen.ts'
import { slot } from './prepared.ts'

/** The channel on which instances tell each other of due jobs. */
const channel = 'quoin_jobs'

/** Between two messages: whoever stores one job after another should not send as many. */
const pauseMs = 5

export interface WakeUp {
  /** Tells the workers of this instance at once, and those of others soon. What nobody hears is found by polling. */
  wakeAll(): void
  /**
   * Runs a statement that makes jobs due and tells of them: the statement itself with {@link message}, when `tells`, or this once
   * it is committed.
   */
  telling<Result>(run: (tells: boolean) => Promise<Result>): Promise<Result>
  /** An empty text for a statement that tells; the message goes out when it is committed. It takes the {@link slots}. */
  readonly message: RawBuilder<unknown>
  readonly slots: { readonly own: string }
  onJobs(wake: () => void): Promise<() => Promise<void>>
}

/**
 * Tells of jobs: of the first with the statement that stores them, and of those that are stored soon after with one message once they
 * are committed. Transactions that all have a NOTIFY are committed by Postgres one after another.
 */
export function createWakeUp(db: Database, listen: Listen | undefined, instance: string): WakeUp {
  const listeners = new Set<() => void>()
  const own = `${db.schema} ${instance}`
  const message = sql`pg_notify(${sql.lit(channel)}, ${slot('own')})::text`
  const messageAlone = db.prepare(() => sql`select to_json(${message})::text as json`)
  /** A message was sent just now, or is on its way. */
  let told = false
  let more = false

  async function tellOthers(): Promise<void> {
    more = true
    if (told) return
    told = true
    await tellOfMore()
  }

  async function tellOfMore(): Promise<void> {
    while (more) {
      more = false
      // A database that does not answer does not hear either: polling finds the jobs.
      await messageAlone.one({}, { own }).catch(() => {})
      await pause()
    }
    told = false
  }

  function wakeOwn(): void {
    for (const wake of listeners) wake()
  }

  function wakeAll(): void {
    wakeOwn()
    void tellOthers()
  }

  return {
    message,
    slots: { own },
    wakeAll,
    async telling(run) {
      const tells = !told
      if (tells) {
        told = true
        void pause().then(tellOfMore)
      }
      const result = await run(tells)
      if (tells) wakeOwn()
      else wakeAll()
      return result
    },
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

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs))
}
