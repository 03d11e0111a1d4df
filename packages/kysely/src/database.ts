import type { Clock } from '@quoin/core'
import { CompiledQuery, type Kysely, type RawBuilder, sql } from 'kysely'
import { fromJson } from './json-document.ts'
import type { RunPrepared } from './pg-prepared.ts'
import { fillSlots, type PreparedStatement, slot } from './prepared.ts'
import { type Tables, tablesIn } from './schema-name.ts'
import { lostARace, storageError } from './storage-error.ts'

const maxRuns = 10

/** Every statement has one column, `json`: the text of a JSON value. */
type Statement = RawBuilder<{ readonly json: string }>

/** Values for the slots of a statement. */
type Values = Readonly<Record<string, unknown>>

interface Compiled extends Pick<PreparedStatement, 'text'> {
  /** Values, and slots for some. */
  readonly parameters: readonly unknown[]
}

/** A statement that is run often. Its text depends on its shape only. */
export interface Prepared<Shape> {
  /** Runs it and reads each of its rows. */
  all<T>(shape: Shape, values: Values): Promise<T[]>
  /** Runs it when it always has one row. */
  one<T>(shape: Shape, values: Values): Promise<T>
}

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
  /** Compiled once for each shape, and planned once for each connection where the host lets statements be prepared. */
  prepare<Shape>(build: (shape: Shape) => Statement): Prepared<Shape>
}

/** A statement that lost a race against another transaction is run again; every other failure is thrown. */
export function createDatabase<DB>({
  db,
  schema,
  clock,
  prepared,
}: {
  readonly db: Kysely<DB>
  readonly schema: string
  readonly clock: Clock | undefined
  readonly prepared: RunPrepared | undefined
}): Database {
  // A plugin of the host, such as one for camel case, would change what comes back.
  const plain = db.withoutPlugins()

  const throughKysely: RunPrepared = ({ text, values }) => plain.executeQuery(CompiledQuery.raw(text, [...values]))

  const run = async (statement: PreparedStatement, runOnce: RunPrepared): Promise<string[]> => {
    for (let runs = 1; ; runs += 1) {
      try {
        const { rows } = await runOnce(statement)
        return rows.map(jsonOf)
      } catch (error) {
        if (runs === maxRuns || !lostARace(error)) throw storageError(error)
      }
    }
  }
  const compile = (statement: Statement): Compiled => {
    const { sql: text, parameters } = statement.compile(plain)
    return { text, parameters }
  }
  const commonValues = (): Values => (clock ? { now: clock.now().toISOString() } : {})
  const runNow = (statement: Statement): Promise<string[]> => {
    const { text, parameters } = compile(statement)
    return run({ text, values: fillSlots(parameters, commonValues()) }, throughKysely)
  }

  return {
    schema,
    tables: tablesIn(schema),
    now: () => (clock ? sql`${slot('now')}::timestamptz` : sql`now()`),
    all: async <T>(statement: Statement) => (await runNow(statement)).map((json) => fromJson<T>(json)),
    one: async <T>(statement: Statement) => onlyOne<T>(await runNow(statement)),
    prepare: <Shape>(build: (shape: Shape) => Statement): Prepared<Shape> => {
      const compiled = new Map<string, Compiled>()
      const statementOf = (shape: Shape): Compiled => {
        const key = JSON.stringify(shape)
        const made = compiled.get(key) ?? compile(build(shape))
        compiled.set(key, made)
        return made
      }
      const runShape = (shape: Shape, values: Values): Promise<string[]> => {
        const { text, parameters } = statementOf(shape)
        const filled = fillSlots(parameters, { ...commonValues(), ...values })
        return run({ text, values: filled }, prepared ?? throughKysely)
      }
      return {
        all: async <T>(shape: Shape, values: Values) =>
          (await runShape(shape, values)).map((json) => fromJson<T>(json)),
        one: async <T>(shape: Shape, values: Values) => onlyOne<T>(await runShape(shape, values)),
      }
    },
  }
}

function onlyOne<T>([json]: readonly string[]): T {
  if (json === undefined) throw new Error('A statement that always has a row had none.')
  return fromJson<T>(json)
}

function jsonOf(row: unknown): string {
  const json: unknown = typeof row === 'object' && row !== null && 'json' in row ? row.json : undefined
  if (typeof json !== 'string') throw new Error('A statement had a row without JSON.')
  return json
}
