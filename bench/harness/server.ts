import { startPostgres } from '@quoin/testing/postgres'
import { Client } from 'pg'

/** A Postgres server whose commits reach the disk. */
export interface Server extends AsyncDisposable {
  /** Its version and the settings that are not those it comes with. */
  readonly description: string
  createDatabase(): Promise<{ readonly url: string; drop(): Promise<void> }>
}

/** Checkpoints are put off, so that rounds differ by what they do and not by when they are. */
const settings = { max_wal_size: '8GB', checkpoint_timeout: '1h' } as const

export async function startServer(): Promise<Server> {
  const postgres = await startPostgres({ durable: true })
  await asAdmin(postgres.url, async (admin) => {
    for (const [name, value] of Object.entries(settings)) await admin.query(`alter system set ${name} = '${value}'`)
    await admin.query('select pg_reload_conf()')
  })
  const server = await serverAt(postgres.url)
  const told = Object.entries(settings).map(([name, value]) => `${name} ${value}`)
  return {
    ...server,
    description: [server.description, ...told].join(', '),
    [Symbol.asyncDispose]: () => postgres.stop(),
  }
}

/** A server that runs already, with the settings it has. */
export async function serverAt(url: string): Promise<Server> {
  let made = 0
  const description = await asAdmin(url, async (admin) => {
    const { rows } = await admin.query<{ description: string }>(`
      select format('Postgres %s, fsync %s, synchronous_commit %s', current_setting('server_version'),
        current_setting('fsync'), current_setting('synchronous_commit')) as description`)
    return rows[0]?.description ?? ''
  })
  return {
    description,
    async createDatabase() {
      made += 1
      const name = `bench_${process.pid}_${made}`
      await asAdmin(url, (admin) => admin.query(`create database ${name}`))
      return {
        url: Object.assign(new URL(url), { pathname: `/${name}` }).href,
        drop: async () => {
          await asAdmin(url, (admin) => admin.query(`drop database ${name} with (force)`))
        },
      }
    },
    async [Symbol.asyncDispose]() {},
  }
}

async function asAdmin<Result>(url: string, work: (admin: Client) => Promise<Result>): Promise<Result> {
  const admin = new Client({ connectionString: url })
  await admin.connect()
  try {
    return await work(admin)
  } finally {
    await admin.end()
  }
}
