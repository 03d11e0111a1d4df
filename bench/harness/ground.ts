import { surviveLostConnections } from '@quoin/kysely'
import { Pool } from 'pg'
import type { Server } from './server.ts'

/** How much is done: in earnest, for a first look, or only so that it is seen to work. */
export type Scale = 'full' | 'quick' | 'tiny'

/** What a bench stands on. Everything that was opened is closed with it. */
export interface Ground extends AsyncDisposable {
  readonly server: Server
  /** How many waiting rows are very many, when the caller says so; else null. */
  readonly rows: number | null
  /** The amount for the scale of this run. */
  pick(amounts: Readonly<Record<Scale, number>>): number
  /** An empty database of its own on the server. */
  database(): Promise<Database>
}

export interface Database {
  readonly url: string
  /** Another pool of connections, which is closed with the ground. */
  pool(max: number): Pool
  /** Removes it before the ground is closed. */
  drop(): Promise<void>
}

export function openGround(
  server: Server,
  { scale, rows = null }: { readonly scale: Scale; readonly rows?: number | null },
): Ground {
  const open = new Set<Database>()

  return {
    server,
    rows,
    pick: (amounts) => amounts[scale],
    async database() {
      const { url, drop } = await server.createDatabase()
      const pools: Pool[] = []
      const database: Database = {
        url,
        pool(max) {
          const pool = new Pool({ connectionString: url, max })
          surviveLostConnections(pool)
          pools.push(pool)
          return pool
        },
        async drop() {
          open.delete(database)
          await Promise.all(pools.map((pool) => pool.end()))
          await drop()
        },
      }
      open.add(database)
      return database
    },
    async [Symbol.asyncDispose]() {
      for (const database of open) await database.drop()
    },
  }
}
