import { createKyselyStorage, migrateToLatest, type Reader, readAs } from '@quoin/kysely'
import { jobFixture, notificationFixture, orderFixture, recordedFixture } from '@quoin/testing'
import { Kysely, PostgresDialect, sql } from 'kysely'
import type { Pool } from 'pg'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { createPool, createPostgresDatabase } from './postgres-database.ts'

// Who may do what with which table, on a real Postgres, with logins that are no superusers.

const tables = {
  orders: 'id',
  order_items: 'id',
  dropship_orders: 'id',
  shipments: 'id',
  order_logs: 'id',
  customer_notifications: 'id',
  retry_operations: 'id',
  webhook_inbox: 'id',
  quoin_migration: 'name',
  quoin_migration_lock: 'id',
} as const
type Table = keyof typeof tables

/** How many rows a verb reaches, or that it may be used, or that it may not. */
type Cell = number | 'allowed' | 'denied'
type Verb = 'select' | 'insert' | 'update' | 'delete' | 'truncate'
type Rights = Readonly<Record<Verb, Cell>>

const denied: Rights = { select: 'denied', insert: 'denied', update: 'denied', delete: 'denied', truncate: 'denied' }
const readOnly = (select: number): Rights => ({ ...denied, select })

/** Of Ada and of Bob there is one order each, with two lines, one print, two parcels, and one of everything else. */
const all: Readonly<Record<Table, number>> = {
  orders: 2,
  order_items: 4,
  dropship_orders: 2,
  shipments: 4,
  order_logs: 2,
  customer_notifications: 2,
  retry_operations: 2,
  webhook_inbox: 2,
  quoin_migration: 2,
  quoin_migration_lock: 1,
}
const ownOfOne: Partial<Record<Table, number>> = {
  orders: 1,
  order_items: 2,
  dropship_orders: 1,
  shipments: 2,
  customer_notifications: 1,
}
const isMigration = (table: Table): boolean => table.startsWith('quoin_migration')

const roles: Readonly<Record<string, (table: Table) => Rights>> = {
  stranger: () => denied,
  customer: (table) => {
    const rows = ownOfOne[table]
    if (rows === undefined) return denied
    return table === 'customer_notifications' ? { ...readOnly(rows), update: rows } : readOnly(rows)
  },
  nobody: (table) => {
    if (ownOfOne[table] === undefined) return denied
    return table === 'customer_notifications' ? { ...readOnly(0), update: 0 } : readOnly(0)
  },
  admin: (table) => (isMigration(table) ? denied : readOnly(all[table])),
  service: (table) =>
    isMigration(table)
      ? denied
      : { select: all[table], insert: 'allowed', update: all[table], delete: 'allowed', truncate: 'denied' },
  owner: (table) => ({
    select: all[table],
    insert: 'allowed',
    update: all[table],
    delete: 'allowed',
    truncate: 'allowed',
  }),
}

let database: Awaited<ReturnType<typeof createPostgresDatabase>>
const pools: Pool[] = []
const logins: string[] = []
const connect: Record<string, Kysely<unknown>> = {}

beforeAll(async () => {
  database = await createPostgresDatabase(inject('postgresUrl'))
  // Made by whoever administers the server, before anybody migrates who may not make roles.
  await migrateToLatest({ db: database.db, schema: 'another_shop' })
  for (const role of ['owner', 'service', 'customer', 'admin', 'stranger']) connect[role] = await login(role)
  await sql`grant create on database ${sql.id(await nameOfDatabase())} to ${sql.id(nameOf('owner'))}`.execute(
    database.db,
  )
  for (const role of ['service', 'customer', 'admin']) {
    await sql`grant ${sql.id(`quoin_${role}`)} to ${sql.id(nameOf(role))}`.execute(database.db)
  }
  await migrateToLatest({ db: as('owner') })
  const storage = createKyselyStorage({ db: as('service') })
  for (const userId of ['ada', 'bob']) {
    const order = orderFixture({ userId })
    await storage.commit({
      order: { next: order, expectedVersion: 0 },
      events: recordedFixture(order, [{ type: 'note_added', note: `of ${userId}` }]),
      jobs: [jobFixture({ orderId: order.id })],
      notifications: [notificationFixture(order)],
    })
    const webhook = { id: crypto.randomUUID(), source: 'stripe', eventId: `evt_${userId}`, type: 'none', body: '{}' }
    await storage.receiveWebhook(webhook, [])
  }
})
afterAll(async () => {
  await Promise.all(pools.map((pool) => pool.end()))
  const name = database.db
  for (const role of logins) {
    await sql`drop owned by ${sql.id(role)} cascade`.execute(name)
    await sql`drop role ${sql.id(role)}`.execute(name)
  }
  await database.drop()
})

const suffix = crypto.randomUUID().replaceAll('-', '')
const nameOf = (role: string): string => `quoin_test_${role}_${suffix}`

async function nameOfDatabase(): Promise<string> {
  const { rows } = await sql<{ name: string }>`select current_database() as name`.execute(database.db)
  return rows[0]?.name ?? ''
}

function as(role: string): Kysely<unknown> {
  const db = connect[role]
  if (!db) throw new Error(`Nobody logs in as ${role}.`)
  return db
}

async function login(role: string): Promise<Kysely<unknown>> {
  await sql`create role ${sql.id(nameOf(role))} login password 'of-the-test'`.execute(database.db)
  logins.push(nameOf(role))
  const url = new URL(inject('postgresUrl'))
  Object.assign(url, { username: nameOf(role), password: 'of-the-test', pathname: await nameOfDatabase() })
  const pool = createPool({ connectionString: url.href, max: 3 })
  pools.push(pool)
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}

/** The rights that a role of the matrix has when it asks. */
function running<Result>(role: string, ask: (db: Kysely<unknown>) => Promise<Result>): Promise<Result> {
  const reader = readers[role]
  if (reader) return readAs({ db: as(reader.role), reader }, ask)
  if (role !== 'nobody') return as(role).transaction().execute(ask)
  return as('customer')
    .transaction()
    .execute(async (tx) => {
      await sql`select set_config('quoin.user_id', '', true)`.execute(tx)
      return ask(tx)
    })
}
const readers: Readonly<Record<string, Reader>> = {
  customer: { role: 'customer', userId: 'ada' },
  admin: { role: 'admin' },
}

class RollBack extends Error {
  readonly cell: Cell
  constructor(cell: Cell) {
    super()
    this.cell = cell
  }
}

/** What comes of a verb; nothing of it stays. */
async function tryOut(role: string, table: Table, verb: Verb): Promise<Cell> {
  const name = sql.table(`quoin.${table}`)
  const column = sql.ref(table === 'customer_notifications' && verb === 'update' ? 'read_at' : tables[table])
  const statements = {
    select: sql`select ${column} from ${name}`,
    insert: sql`insert into ${name} default values`,
    update: sql`update ${name} set ${column} = ${column}`,
    delete: sql`delete from ${name} where false`,
    truncate: sql`truncate ${name} cascade`,
  }
  return running(role, async (db) => {
    const { rows, numAffectedRows } = await statements[verb].execute(db)
    throw new RollBack(counted(verb, rows.length, numAffectedRows))
  }).catch((error: unknown) => {
    if (error instanceof RollBack) return error.cell
    if (codeOf(error) === '42501') return 'denied'
    // What the rules of the table refuse, the rights have let through.
    if (/^23/.test(codeOf(error))) return 'allowed'
    throw error
  })
}

function counted(verb: Verb, read: number, affected: bigint | undefined): Cell {
  if (verb === 'select') return read
  return verb === 'update' ? Number(affected) : 'allowed'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

describe.each(Object.keys(roles))('INV-18 as %s', (role) => {
  it.each(Object.keys(tables) as Table[])('%s can be used as the matrix says', async (table) => {
    const expected = roles[role]?.(table)
    const found: Record<string, Cell> = {}
    for (const verb of ['select', 'insert', 'update', 'delete', 'truncate'] as const) {
      found[verb] = await tryOut(role, table, verb)
    }
    expect(found).toEqual(expected)
  })
})

describe('a customer', () => {
  it.each(['orders', 'dropship_orders', 'order_items'])('does not see every column of %s', async (table) => {
    const asked = running('customer', (db) => sql`select * from ${sql.table(`quoin.${table}`)}`.execute(db))
    await expect(asked).rejects.toMatchObject({ code: '42501' })
  })

  it('cannot hand a notification to somebody else', async () => {
    const asked = running('customer', (db) => sql`update quoin.customer_notifications set user_id = 'bob'`.execute(db))
    await expect(asked).rejects.toMatchObject({ code: '42501' })
  })

  it('given the token that Supabase checked, then it says who reads', async () => {
    const asked = as('customer')
      .transaction()
      .execute(async (tx) => {
        await sql`select set_config('request.jwt.claims', '{"sub":"bob"}', true), set_config('quoin.user_id', 'ada', true)`.execute(
          tx,
        )
        return sql<{ user_id: string }>`select user_id from quoin.orders`.execute(tx)
      })
    expect((await asked).rows).toEqual([{ user_id: 'bob' }])
  })

  it('given no user id, then it is refused before anything is asked', async () => {
    const asked = readAs({ db: as('customer'), reader: { role: 'customer', userId: '' } }, async () => 'read')
    await expect(asked).rejects.toMatchObject({ code: 'invalid_options' })
  })

  it('F92 INV-18 given a thousand who take turns on three connections, then each sees their own, and nothing is left behind', async () => {
    const users = Array.from({ length: 1_000 }, (_, index) => ['ada', 'bob', `user_${index}`][index % 3] ?? '')
    const seen = await Promise.all(
      users.map(async (userId) => {
        const reader = { role: 'customer', userId } as const
        const { rows } = await readAs({ db: as('customer'), reader }, (tx) =>
          sql<{ user_id: string }>`select user_id from quoin.orders`.execute(tx),
        )
        return rows.map(({ user_id }) => user_id).join()
      }),
    )
    expect(seen).toEqual(users.map((userId) => (userId.startsWith('user_') ? '' : userId)))
    const left = await Promise.all(
      [1, 2, 3].map(() =>
        sql<{
          role: string
          id: string | null
        }>`select current_user as role, current_setting('quoin.user_id', true) as id`.execute(as('customer')),
      ),
    )
    expect(left.flatMap(({ rows }) => rows)).toEqual(
      [1, 2, 3].map(() => ({ role: nameOf('customer'), id: expect.toSatisfy((id) => !id) })),
    )
  })
})

describe('nothing goes around the rules', () => {
  it('every table has them, for its owner too, and each policy names a role', async () => {
    const { rows } = await sql`select relname from pg_class where relnamespace = 'quoin'::regnamespace and relkind = 'r'
      and not (relrowsecurity and relforcerowsecurity)
      union all select policyname from pg_policies where schemaname = 'quoin' and 'public' = any (roles)`.execute(
      database.db,
    )
    expect(rows).toEqual([])
  })

  it('there are no views, and no functions that run with the rights of somebody else', async () => {
    const { rows } =
      await sql`select relname from pg_class where relnamespace = 'quoin'::regnamespace and relkind in ('v', 'm')
      union all select proname from pg_proc where pronamespace = 'quoin'::regnamespace and prosecdef`.execute(
        database.db,
      )
    expect(rows).toEqual([])
  })
})
