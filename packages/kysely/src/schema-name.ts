import { QuoinError } from '@quoin/core'
import { type RawBuilder, sql } from 'kysely'

/** Where the tables are when the host does not say. */
export const defaultSchema = 'quoin'

/** The tables in the host's schema, ready to stand in a statement. */
export type Tables = ReturnType<typeof tablesIn>

export function tablesIn(schema: string) {
  const table = (name: string): RawBuilder<unknown> => sql.raw(`${checkedSchema(schema)}.${name}`)
  return {
    orders: table('orders'),
    search: table('order_search'),
    items: table('order_items'),
    fulfillments: table('dropship_orders'),
    shipments: table('shipments'),
    logs: table('order_logs'),
    notifications: table('customer_notifications'),
    jobs: table('retry_operations'),
    inbox: table('webhook_inbox'),
    alerts: table('alerts'),
  }
}

/**
 * The name itself, when it can stand in SQL as it is.
 *
 * @throws {@link QuoinError} `invalid_options` for a name that would have to be quoted.
 */
export function checkedSchema(schema: string): string {
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(schema)) {
    throw new QuoinError('invalid_options', 'A schema is named in lower-case letters, digits and underscores.')
  }
  return schema
}
