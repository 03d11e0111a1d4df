import type { Clock } from '@quoin/core'
import { type Kysely, type RawBuilder, sql } from 'kysely'
import { fromJson } from './json-document.ts'
import { type Tables, tablesIn } from './schema-name.ts'
import { lostARace, storageError } from './storage-error.ts'

const maxRuns = 10

/** Every statement has one column, `json`: the text of a JSON value. */
type Statement = RawBuilder<{ readonly json: string }>

/** What the statements of this package are made and run with. */
export interface Database {
  readonly schema: string
  readonly tables: Tables
  /** The time, for a statement: the database's own, unless a clock was given. */
  now(): RawBuilder<Date>
  /** Runs a statement and reads each of its rows. */
  all<T>(statement: Statement): Promise<T[]>
  /** Runs a statement that always has one row. */
  one<T>(statement: Statement): Promise<T>
}

/** A statement that lost a race against another transaction is run again; every other failure is thrown. */
export function createDatabase<DB>({
  db,
  schema,
  clock,
}: {
  readonly db: Kysely<DB>
  readonly schema: string
  readonly clock: Clock | undefined
}): Database {
  // A plugin of the host, such as one for camel case, would change what comes back.
  const plain = db.withoutPlugins()

  const run = async (statement: Statement): Promise<string[]> => {
    for (let runs = 1; ; runs += 1) {
      try {
        const { rows } = await statement.execute(plain)
        return rows.map(({ json }) => json)
      } catch (error) {
        if (runs === maxRuns || !lostARace(error)) throw storageError(error)
      }
    }
  }

  return {
    schema,
    tables: tablesIn(schema),
    now: () => sql`coalesce(${clock?.now().toISOString() ?? null}::timestamptz, now())`,
    all: async <T>(statement: Statement) => (await run(statement)).map((json) => fromJson<T>(json)),
    one: async <T>(statement: Statement) => {
      const [json] = await run(statement)
      if (json === undefined) throw new Error('A statement that always has a row had none.')
      return fromJson<T>(json)
    },
  }
}
