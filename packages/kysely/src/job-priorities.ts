import { type RawBuilder, sql } from 'kysely'
import type { Tables } from './schema-name.ts'

/** Each priority that a waiting job has, for a `with recursive`: found by leaping through an index, however many wait. */
export function priorities({ jobs }: Tables): RawBuilder<unknown> {
  return sql`priorities as (
    (select priority from ${jobs} where state = 'waiting' order by priority limit 1)
    union all
    select (select j.priority from ${jobs} j where j.state = 'waiting' and j.priority > p.priority
      order by j.priority limit 1) from priorities p where p.priority is not null
  )`
}
