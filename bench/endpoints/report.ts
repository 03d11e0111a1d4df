import type { Pool } from 'pg'
import { endpoints } from '../../packages/http/src/endpoints.ts'
import { surroundings } from '../harness/surroundings.ts'
import { writeResults } from '../harness/write-results.ts'
import type { Ask } from './asks.ts'
import type { Latency } from './measure.ts'
import type { Plans } from './plans.ts'

/** What was measured of one question. */
export interface Measured {
  readonly ask: Ask
  readonly alone: Latency
  readonly crowded: Latency
  readonly plans: Plans
}

/** They put an order together once it is found, in nearly every answer. */
const ofTheDocument = ['order_items_order_id_position_key', 'dropship_orders_order_id_idx', 'shipments_pkey']

const head = ['endpoint', 'asked for', 'p50', 'p99', 'p50 of 8', 'p99 of 8', 'found by']

export function cellsOf({ ask, alone, crowded, plans }: Measured): readonly string[] {
  const { method, path } = endpoints[ask.endpoint] ?? { method: '', path: '' }
  const ms = (value: number) => (value < 10 ? value.toFixed(1) : String(Math.round(value)))
  const indexes = plans.indexes.filter((index) => !ofTheDocument.includes(index))
  const found = [...indexes, ...plans.wholeTables.map((table) => `all of ${table}`)]
  return [
    `\`${method.toUpperCase()} ${path}\``,
    ask.name,
    ...[alone.p50, alone.p99, crowded.p50, crowded.p99].map(ms),
    found.map((name) => `\`${name}\``).join(' '),
  ]
}

/** When and where it was, and how much was stored. */
export async function storedIn(pool: Pool): Promise<string> {
  const { rows } = await pool.query<{ version: string; size: string; orders: string; events: string }>(`
    select current_setting('server_version') as version, pg_size_pretty(pg_database_size(current_database())) as size,
      to_char((select count(*) from quoin.orders), 'FM999,999,999') as orders,
      to_char((select count(*) from quoin.order_logs), 'FM999,999,999') as events`)
  const [{ version, size, orders, events } = { version: '', size: '', orders: '', events: '' }] = rows
  return `${orders} orders and ${events} events, ${size}; Postgres ${version} with the settings it comes with; ${surroundings()}.`
}

/** Puts the results into the page where its marks are. */
export function writeEndpoints(where: string, results: readonly Measured[]): void {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  const table = [line(head), line(head.map(() => '---')), ...results.map((result) => line(cellsOf(result)))].join('\n')
  writeResults('endpoints', `${where}\n\n${table}`)
}
