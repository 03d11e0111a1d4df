import * as z from 'zod/mini'
import { orderSchema, type ProdigiOrder, type ProdigiStage } from './prodigi-order.ts'
import { lenient } from './prodigi-schema.ts'

/** Which orders to list. Newest first; there is no other order. */
export interface ListOrdersQuery {
  /** 1 to 100. @default 10 */
  readonly top?: number
  /** @default 0 */
  readonly skip?: number
  readonly createdFrom?: Date
  readonly createdTo?: Date
  readonly status?: ProdigiStage
  readonly orderIds?: readonly string[]
  readonly merchantReferences?: readonly string[]
}

/** One page. Orders made meanwhile shift the next: see `listAll`, which takes care of it. */
export interface ListOrdersResult {
  readonly orders: readonly ProdigiOrder[]
  /** The query of the next page, with the same filters; null on the last. */
  readonly next: ListOrdersQuery | null
}

// An order that can't be read must not vanish from a list: without its id the whole page counts as unreadable.
export const ordersAnswerSchema = z.object({ orders: z.array(orderSchema), hasMore: lenient(z.boolean()) })

/**
 * The query of the page after this one. Prodigi's own `nextUrl` loses filters and can name another host, so it is not
 * followed (F70). It skips what came, which may be less than was asked for.
 */
export function nextPage(
  query: ListOrdersQuery,
  { orders, hasMore }: z.output<typeof ordersAnswerSchema>,
): ListOrdersQuery | null {
  const { top = 10, skip = 0 } = query
  const more = hasMore ?? orders.length >= top
  return more && orders.length > 0 ? { ...query, top, skip: skip + orders.length } : null
}

export function toSearchParams(query: ListOrdersQuery): URLSearchParams {
  const params = new URLSearchParams()
  if (query.top !== undefined) params.set('top', String(query.top))
  if (query.skip !== undefined) params.set('skip', String(query.skip))
  if (query.createdFrom) params.set('createdFrom', query.createdFrom.toISOString())
  if (query.createdTo) params.set('createdTo', query.createdTo.toISOString())
  if (query.status) params.set('status', query.status.charAt(0).toLowerCase() + query.status.slice(1))
  for (const id of query.orderIds ?? []) params.append('orderIds', id)
  for (const reference of query.merchantReferences ?? []) params.append('merchantReferences', reference)
  return params
}
