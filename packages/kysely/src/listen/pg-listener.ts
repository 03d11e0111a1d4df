import type { Listen } from './listen.ts'

/** The part of a client of `pg` that is used here. */
export interface PgClientLike {
  query(text: string): Promise<unknown>
  on(event: 'notification', listener: (message: { channel: string; payload?: string | undefined }) => void): unknown
  on(event: 'error' | 'end', listener: () => void): unknown
  /** With `true` the connection is closed instead of being used again. */
  release(destroy?: boolean): void
}

/** The part of a `Pool` of `pg` that is used here. */
export interface PgPoolLike {
  connect(): Promise<PgClientLike>
}

/** How a lost connection is opened again. */
export interface PgListenerOptions {
  /** The wait before a lost connection is opened again, and between tries. @default 1000 */
  readonly reconnectDelayMs?: number
}

/**
 * LISTEN over a pool of node-postgres, for the option `listen` of {@link createKyselyStorage}.
 *
 * Each listener keeps one connection of the pool to itself. A connection that is lost is opened again for as long as it
 * takes; until then jobs are found by the worker's polling. A pooler in transaction mode, such as PgBouncer's, cannot LISTEN:
 * give a pool that connects to the server itself, or leave `listen` out.
 *
 * @example
 * ```ts
 * import { createKyselyStorage, pgListener } from '@quoin/kysely'
 * import { Kysely, PostgresDialect } from 'kysely'
 * import { Pool } from 'pg'
 *
 * const pool = new Pool({ connectionString: 'postgres://localhost/shop' })
 * const db = new Kysely({ dialect: new PostgresDialect({ pool }) })
 * const storage = createKyselyStorage({ db, listen: pgListener(pool) })
 * ```
 */
export function pgListener(pool: PgPoolLike, { reconnectDelayMs = 1000 }: PgListenerOptions = {}): Listen {
  return async (channel, onMessage) => {
    let stopped = false
    let close = (): void => {}

    const open = async (): Promise<void> => {
      const client = await pool.connect()
      let isOpen = true
      close = () => {
        if (!isOpen) return
        isOpen = false
        client.release(true)
      }
      const lost = (): void => {
        if (!isOpen) return
        close()
        reopenLater()
      }
      client.on('error', lost)
      client.on('end', lost)
      client.on('notification', (message) => {
        if (message.channel === channel && !stopped) onMessage(message.payload)
      })
      try {
        await client.query(`listen "${channel}"`)
      } catch (error) {
        close()
        throw error
      }
      if (stopped) close()
    }
    const reopen = async (): Promise<void> => {
      if (stopped) return
      try {
        await open()
        if (!stopped) onMessage()
      } catch {
        reopenLater()
      }
    }
    const reopenLater = (): void => {
      if (!stopped) setTimeout(() => void reopen(), reconnectDelayMs).unref()
    }

    await open()
    return async () => {
      stopped = true
      close()
    }
  }
}
