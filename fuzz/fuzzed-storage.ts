import { PGlite } from '@electric-sql/pglite'
import { createMemoryStorage, type Storage } from '@quoin/core'
import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import type { ManualClock } from '@quoin/testing'
import { Kysely, PGliteDialect, sql } from 'kysely'

/** A store whose every change shows. */
export interface FuzzedStorage {
  readonly storage: Storage
  /** Another one as soon as anything was written, wherever that was. */
  mark(): Promise<string>
  close(): Promise<void>
}

export type OpenFuzzedStorage = (clock: ManualClock) => Promise<FuzzedStorage>

export const openFuzzedStorage = {
  async memory(clock) {
    const storage = createMemoryStorage({ clock })
    return {
      storage,
      async mark() {
        const orders = await storage.listOrders({ limit: 100 })
        const about = ({ id }: { readonly id: string }) => Promise.all([storage.loadHistory(id), storage.listJobs(id)])
        return JSON.stringify([orders, await Promise.all(orders.map(about)), await storage.jobStats()])
      },
      close: async () => {},
    }
  },
  async pglite(clock) {
    const db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) })
    await migrateToLatest({ db })
    const mark = await markOfRows(db)
    return {
      storage: createKyselyStorage({ db, clock }),
      async mark() {
        const { rows } = await mark.execute(db)
        return JSON.stringify(rows)
      },
      close: () => db.destroy(),
    }
  },
} satisfies Record<string, OpenFuzzedStorage>

/**
 * Each row's transactions: that of its version, and that which last locked it. The number of the next transaction would not
 * do, since messages of due jobs are transactions of their own, and change no row.
 */
async function markOfRows(db: Kysely<unknown>) {
  const tables = (await db.introspection.getTables()).filter(({ isView }) => !isView)
  const marks = tables.map(
    ({ schema, name }) =>
      sql`select ${sql.lit(name)} as "table", count(*), sum(hashtext(concat_ws(' ', xmin, xmax))::bigint) as versions from ${sql.id(schema ?? 'public', name)}`,
  )
  return sql`${sql.join(marks, sql` union all `)}`
}

/** One call of a method of the store. */
export interface StorageCall {
  readonly method: string
  readonly args: readonly unknown[]
}

/** The same store, which tells of each call. */
export function watched(storage: Storage, onCall: (call: StorageCall) => void): Storage {
  return new Proxy(storage, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name)
      if (typeof member !== 'function') return member
      return (...args: unknown[]): unknown => {
        onCall({ method: String(name), args })
        return Reflect.apply(member, target, args)
      }
    },
  })
}
