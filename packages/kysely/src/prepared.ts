import { type RawBuilder, sql } from 'kysely'

/** A statement as the database gets it. Its text is one of some tens. */
export interface PreparedStatement {
  readonly text: string
  readonly values: readonly unknown[]
}

/** What stands in a statement for a value that each run brings along. */
class Slot {
  readonly name: string

  constructor(name: string) {
    this.name = name
  }
}

/** `slot('orderId')` is a parameter: its value comes with each run of the statement, which is compiled only once. */
export function slot<T = unknown>(name: string): RawBuilder<T> {
  return sql<T>`${new Slot(name)}`
}

/**
 * As {@link slot}, of an SQL type, and hidden from the planner: how many an array has, or how high a limit is. Where Postgres sees
 * by the values that a plan for these few would be cheaper than one for any, it plans anew each time, which takes longer than the work.
 */
export function unseen(
  name: string,
  type: 'integer' | `${'integer' | 'text' | 'timestamptz' | 'uuid'}[]`,
): RawBuilder<unknown> {
  return sql`(select ${slot(name)}::${sql.raw(type)})::${sql.raw(type)}`
}

/** Room for so many at least. Each room makes another statement, so there are few. */
export function roomFor(count: number, least: number): number {
  let room = least
  while (room < count) room *= 4
  return room
}

/** The parameters of a compiled statement with this run's values in their slots. */
export function fillSlots(parameters: readonly unknown[], values: Readonly<Record<string, unknown>>): unknown[] {
  return parameters.map((parameter) => {
    if (!(parameter instanceof Slot)) return parameter
    if (!(parameter.name in values)) throw new Error(`A statement has no value for "${parameter.name}".`)
    return values[parameter.name]
  })
}
