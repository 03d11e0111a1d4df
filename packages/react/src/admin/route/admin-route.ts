import { attentionTones, isNameIn, orderStatusTones, paymentStatusTones } from '../order-values.ts'

/** The parts of the dashboard. */
export const adminPages = ['orders', 'figures', 'health'] as const
export type AdminPage = (typeof adminPages)[number]

/** How a list of orders is sorted: newest first, unless it says otherwise. */
export const orderSorts = ['-createdAt', 'createdAt', '-updatedAt', 'updatedAt'] as const
export type OrderSort = (typeof orderSorts)[number]

/** `true`: some reason is open; `false`: none; otherwise the code of a reason. */
export type AttentionFilter = 'true' | 'false' | keyof typeof attentionTones

/** What is in the archive is left out, listed with the others, or listed alone. */
export const archiveFilters = ['exclude', 'include', 'only'] as const
export type ArchiveFilter = (typeof archiveFilters)[number]

/** Which orders are listed. */
export interface OrderFilter {
  readonly status: readonly (keyof typeof orderStatusTones)[]
  readonly paymentStatus: readonly (keyof typeof paymentStatusTones)[]
  readonly attention: AttentionFilter | null
  /** Null: as {@link archivedOf} says. */
  readonly archived: ArchiveFilter | null
  /** Days in UTC, such as `2026-11-22`. */
  readonly dateFrom: string | null
  readonly dateTo: string | null
  readonly userId: string | null
  /** Part of a number, an e-mail address, a name or a provider's id. */
  readonly q: string | null
  readonly sort: OrderSort
}

export const figureGroupings = ['day', 'sku', 'country'] as const

/** Of which time the figures are, and of what a group is. */
export interface FiguresFilter {
  readonly groupBy: (typeof figureGroupings)[number]
  /** Days in UTC; null for the last 30 days. */
  readonly dateFrom: string | null
  /** Null: until now. */
  readonly dateTo: string | null
}

/** What of the dashboard is seen. */
export interface AdminRoute {
  readonly page: AdminPage
  readonly orderId: string | null
  readonly filter: OrderFilter
  readonly figures: FiguresFilter
}

/** The filter that narrows nothing: all orders that are not in the archive, newest first. */
export const everyOrder: OrderFilter = {
  status: [],
  paymentStatus: [],
  attention: null,
  archived: null,
  dateFrom: null,
  dateTo: null,
  userId: null,
  q: null,
  sort: '-createdAt',
}

/** Reads a query such as `?view=health`. What it does not know, or can not be, is as if it were not there. */
export function readRoute(query: string): AdminRoute {
  const given = new URLSearchParams(query)
  const view = given.get('view')
  return {
    page: adminPages.find((page) => page === view) ?? 'orders',
    orderId: given.get('order') || null,
    filter: readFilter(given),
    figures: {
      groupBy: figureGroupings.find((each) => each === given.get('by')) ?? 'day',
      dateFrom: dayOf(given.get('since') ?? ''),
      dateTo: dayOf(given.get('until') ?? ''),
    },
  }
}

/** The query that shows a route. What else stands in the present query stays. */
export function writeRoute(query: string, { page, orderId, filter, figures }: AdminRoute): string {
  const next = new URLSearchParams(query)
  const written = {
    ...(page !== 'orders' && { view: page }),
    ...(orderId !== null && { order: orderId }),
    ...writeFilter(filter),
    ...(figures.groupBy !== 'day' && { by: figures.groupBy }),
    ...(figures.dateFrom && { since: figures.dateFrom }),
    ...(figures.dateTo && { until: figures.dateTo }),
  }
  for (const name of ['view', 'order', 'by', 'since', 'until', ...filterNames]) next.delete(name)
  for (const [name, value] of Object.entries(written)) next.set(name, value)
  return next.toString()
}

const filterNames = Object.keys(everyOrder)

/** A filter as the API is asked for it; what is not narrowed is left out. */
export function writeFilter({
  status,
  paymentStatus,
  attention,
  archived,
  dateFrom,
  dateTo,
  userId,
  q,
  sort,
}: OrderFilter) {
  return {
    ...(status.length > 0 && { status: status.join(',') }),
    ...(paymentStatus.length > 0 && { paymentStatus: paymentStatus.join(',') }),
    ...(attention && { attention }),
    ...(archived && { archived }),
    ...(dateFrom && { dateFrom }),
    ...(dateTo && { dateTo }),
    ...(userId && { userId }),
    ...(q && { q }),
    ...(sort !== everyOrder.sort && { sort }),
  }
}

export function readFilter(given: URLSearchParams): OrderFilter {
  const text = (name: keyof OrderFilter): string => given.get(name)?.trim() ?? ''
  const words = (name: keyof OrderFilter): string[] => text(name).split(',')
  const attention = text('attention')
  return {
    status: words('status').filter((word) => isNameIn(orderStatusTones, word)),
    paymentStatus: words('paymentStatus').filter((word) => isNameIn(paymentStatusTones, word)),
    attention: isAttentionFilter(attention) ? attention : null,
    archived: archiveFilters.find((each) => each === text('archived')) ?? null,
    dateFrom: dayOf(text('dateFrom')),
    dateTo: dayOf(text('dateTo')),
    userId: text('userId') || null,
    q: text('q') || null,
    sort: orderSorts.find((sort) => sort === text('sort')) ?? everyOrder.sort,
  }
}

/** Who looks for an order or a customer by name wants all that there is; others want what is of today. */
export function archivedOf({ archived, q, userId }: Pick<OrderFilter, 'archived' | 'q' | 'userId'>): ArchiveFilter {
  return archived ?? (q || userId ? 'include' : 'exclude')
}

export function isAttentionFilter(word: string): word is AttentionFilter {
  return word === 'true' || word === 'false' || isNameIn(attentionTones, word)
}

function dayOf(text: string): string | null {
  return /^\d{4}-\d\d-\d\d$/.test(text) ? text : null
}
