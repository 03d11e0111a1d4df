import { PGlite } from '@electric-sql/pglite'
import { pglitePrepared, type RunPrepared } from '@quoin/kysely'
import fc from 'fast-check'
import { Kysely, PGliteDialect, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

let db: Kysely<unknown>
let run: RunPrepared
beforeAll(async () => {
  db = new Kysely<unknown>({ dialect: new PGliteDialect({ pglite: await PGlite.create() }) })
  run = pglitePrepared(db)
})
afterAll(() => db.destroy())

/** Text that Postgres can store: it has neither a zero byte nor half a character. */
const text = fc.string({ unit: 'binary' }).filter((value) => !value.includes('\0') && value.isWellFormed())

describe('prepared statements on PGlite', () => {
  it('given values of every type, then they arrive as they are', async () => {
    const row = fc.record({
      text: fc.option(text),
      texts: fc.array(fc.option(text)),
      number: fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 }),
      numbers: fc.array(fc.integer({ min: 0, max: 9 })),
      flags: fc.array(fc.boolean()),
    })
    const statement = `select to_jsonb($1::text) as text, to_jsonb($2::text[]) as texts, to_jsonb($3::integer) as number,
      to_jsonb($4::integer[]) as numbers, to_jsonb($5::boolean[]) as flags`
    const property = fc.asyncProperty(row, async (values) => {
      expect((await run({ text: statement, values: Object.values(values) })).rows).toEqual([values])
    })
    await fc.assert(property, {
      numRuns: 300,
      seed: 1,
      examples: [[{ text: `\\' "{,}`, texts: ['', 'NULL', null, '\\"'], number: 0, numbers: [], flags: [true] }]],
    })
  })

  it('given text with a zero byte, then it is refused as Postgres refuses it, and the next is not', async () => {
    const statement = 'select $1::text as text'
    await expect(run({ text: statement, values: ['a\0b'] })).rejects.toMatchObject({ code: '22021' })
    expect((await run({ text: statement, values: ['ab'] })).rows).toEqual([{ text: 'ab' }])
  })

  it('given settings of the host that make backslashes mean something, then the text is the same', async () => {
    await sql`set standard_conforming_strings = off`.execute(db)
    expect((await run({ text: 'select $1::text as text', values: ['\\n'] })).rows).toEqual([{ text: '\\n' }])
    await sql`set standard_conforming_strings = on`.execute(db)
  })

  it('given somebody deallocates it, then it is prepared anew', async () => {
    const statement = { text: 'select 1 as one', values: [] }
    await run(statement)
    await sql`deallocate all`.execute(db)
    expect((await run(statement)).rows).toEqual([{ one: 1 }])
  })

  it('given a statement that cannot be prepared, then it says why each time', async () => {
    for (const _ of [1, 2]) {
      await expect(run({ text: 'select nothing', values: [] })).rejects.toMatchObject({ code: '42703' })
    }
  })

  it('given a transaction of the host, then it waits for its end and is no part of it', async () => {
    await sql`create table kept (id integer)`.execute(db)
    const stored = await db
      .transaction()
      .execute(async (host) => {
        await sql`insert into kept values (1)`.execute(host)
        const storing = run({ text: 'insert into kept values ($1)', values: [2] })
        await sql`select 1`.execute(host)
        throw Object.assign(new Error('The host rolls back.'), { storing })
      })
      .catch((error: { storing: Promise<unknown> }) => error.storing)
    expect(stored).toBeDefined()
    expect((await sql`select id from kept`.execute(db)).rows).toEqual([{ id: 2 }])
  })
})
