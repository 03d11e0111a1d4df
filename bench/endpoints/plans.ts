import type { CompiledQuery } from 'kysely'
import type { Pool } from 'pg'

/** How Postgres means to find the rows of some statements. */
export interface Plans {
  /** The indexes that are read. */
  readonly indexes: readonly string[]
  /** Tables that are read from end to end. */
  readonly wholeTables: readonly string[]
}

/** Asks the planner; nothing is run. */
export async function plansOf(pool: Pool, statements: readonly CompiledQuery[]): Promise<Plans> {
  const indexes = new Set<string>()
  const wholeTables = new Set<string>()
  for (const { sql, parameters } of statements) {
    if (!/^\s*(with|select|insert|update|delete)\b/i.test(sql)) continue
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, [...parameters])
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n')
    for (const [, index] of plan.matchAll(/Index (?:Only )?Scan (?:Backward )?(?:using|on) (\S+)/g))
      if (index) indexes.add(index)
    for (const [, table] of plan.matchAll(/Seq Scan on (\S+)/g)) if (table) wholeTables.add(table)
  }
  return { indexes: [...indexes].toSorted(), wholeTables: [...wholeTables].toSorted() }
}
