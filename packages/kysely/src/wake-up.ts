import { sql } from 'kysely'
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
  onJobs(wake: () => void): Promise<() => Promise<void>>
}

/**
 * Tells of jobs after they were committed: of the first at once, and of those that are stored meanwhile with one message. A NOTIFY
 * inside their own transactions would make Postgres commit these one after another.
 */
export function createWakeUp(db: Database, listen: Listen | undefined, instance: string): WakeUp {
  const listeners = new Set<() => void>()
  const own = `${db.schema} ${instance}`
  const message = db.prepare(
    () => sql`select to_json(pg_notify(${sql.lit(channel)}, ${slot('own')})::text)::text as json`,
  )
  let telling = false
  let more = false

  async function tellOthers(): Promise<void> {
    more = true
    if (telling) return
    telling = true
    while (more) {
      more = false
      // A database that does not answer does not hear either: polling finds the jobs.
      await message.one({}, { own }).catch(() => {})
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
    telling = false
  }

  return {
    wakeAll() {
      for (const wake of listeners) wake()
      void tellOthers()
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
