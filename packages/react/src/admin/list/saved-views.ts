import { everyOrder, type OrderFilter, readFilter, writeFilter } from '../route/admin-route.ts'

/** A filter that has a name. */
export interface SavedView {
  readonly name: string
  readonly filter: OrderFilter
}

/** Views that every shop needs, by the name of their words. */
export const builtInViews = {
  'views.all': everyOrder,
  'views.attention': { ...everyOrder, attention: 'true', sort: 'updatedAt' },
  'views.stuck': { ...everyOrder, attention: 'retries_exhausted', sort: 'updatedAt' },
  'views.unsent': { ...everyOrder, status: ['paid'], sort: 'createdAt' },
  'views.production': { ...everyOrder, status: ['submitted', 'in_production'], sort: 'updatedAt' },
  'views.refunded': { ...everyOrder, paymentStatus: ['partially_refunded', 'refunded'], sort: '-updatedAt' },
} as const satisfies Readonly<Record<string, OrderFilter>>

/** A filter as text: the same filters are the same text. */
export function textOfFilter(filter: OrderFilter): string {
  return new URLSearchParams(writeFilter(filter)).toString()
}

/** Reads what a browser kept. Whatever is no view is left out: others can write there, too. */
export function readViews(stored: string | null): readonly SavedView[] {
  const found = parse(stored)
  return Array.isArray(found) ? found.flatMap(readView) : []
}

export function writeViews(views: readonly SavedView[]): string {
  return JSON.stringify(views.map(({ name, filter }) => ({ name, query: textOfFilter(filter) })))
}

/** A view of the same name is replaced. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  return [...withoutView(views, view.name), view]
}

export function withoutView(views: readonly SavedView[], name: string): readonly SavedView[] {
  return views.filter((each) => each.name !== name)
}

function readView(value: unknown): SavedView[] {
  if (typeof value !== 'object' || value === null || !('name' in value) || !('query' in value)) return []
  const { name, query } = value
  if (typeof name !== 'string' || typeof query !== 'string' || name === '') return []
  return [{ name, filter: readFilter(new URLSearchParams(query)) }]
}

function parse(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null')
  } catch {
    return null
  }
}
