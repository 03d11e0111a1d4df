import { type Answer, answer, type Call, invalid } from './answer.ts'
import { collect, type Failure } from './failures.ts'
import type { ProdigiOrder } from './prodigi-order.ts'

const stages = ['draft', 'awaitingpayment', 'inprogress', 'complete', 'cancelled']

/** `GET /orders`: filters, then a page counted from the newest. `orders` has the newest first. */
export function listOrders({ query, origin }: Call, orders: readonly ProdigiOrder[]): Answer {
  const filters = new Map<string, string[]>()
  for (const [name, value] of query) {
    const key = name.toLowerCase()
    filters.set(key, [...(filters.get(key) ?? []), value])
  }
  const failures: [string, Failure][] = []
  const one = <T>(name: string, read: (text: string) => T | null): T | null => {
    const text = filters.get(name.toLowerCase())?.[0]
    if (text === undefined) return null
    const value = read(text)
    if (value === null) failures.push([name, { code: 'InvalidValue', providedValue: text }])
    return value
  }
  const top = one('top', (text) => wholeNumber(text, 1, 100)) ?? 10
  const skip = one('skip', (text) => wholeNumber(text, 0, Number.MAX_SAFE_INTEGER)) ?? 0
  const from = one('createdFrom', instant)
  const to = one('createdTo', instant)
  const stage = one('status', (text) => stages.find((name) => name === text.toLowerCase()) ?? null)
  if (failures.length > 0) return invalid(collect(failures))

  const ids = filters.get('orderids')
  const references = filters.get('merchantreferences')
  const found = orders.filter(({ id, merchantReference, created, status }) => {
    const at = Date.parse(created)
    return (
      (from === null || at >= from) &&
      (to === null || at <= to) &&
      (stage === null || status.stage.toLowerCase() === stage) &&
      (ids === undefined || ids.includes(id)) &&
      (references === undefined || (merchantReference !== null && references.includes(merchantReference)))
    )
  })
  const hasMore = found.length > skip + top
  // The other filters are not repeated in it, as was seen on real answers.
  const nextUrl = hasMore ? `${origin}/v4.0/Orders?Top=${top}&Skip=${skip + top}` : null
  return answer('Ok', { hasMore, nextUrl, orders: found.slice(skip, skip + top) })
}

function wholeNumber(text: string, min: number, max: number): number | null {
  const value = Number(text)
  return /^\d+$/.test(text) && value >= min && value <= max ? value : null
}

function instant(text: string): number | null {
  const ms = Date.parse(text)
  return Number.isNaN(ms) ? null : ms
}
