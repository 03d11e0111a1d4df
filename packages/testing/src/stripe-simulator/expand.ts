import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'

/** A copy of an object in which the ids at the paths are replaced by what they name. */
export function expand(account: StripeAccount, object: object, paths: readonly string[] = []): object {
  const copy = structuredClone(object)
  for (const path of paths) {
    if (path.split('.').length > 4) throw cannotExpand(path)
    expandAt(account, copy, path.split('.'), path)
  }
  return copy
}

function expandAt(account: StripeAccount, parent: unknown, [name, ...rest]: string[], path: string): void {
  if (name === undefined || parent === null) return
  if (Array.isArray(parent)) {
    for (const item of parent) expandAt(account, item, [name, ...rest], path)
    return
  }
  if (typeof parent !== 'object') throw cannotExpand(path)
  const value = name === 'line_items' ? sessionLines(account, parent) : Reflect.get(parent, name)
  if (value === undefined) throw cannotExpand(path)
  const object = typeof value === 'string' ? structuredClone(named(account, value)) : value
  if (object === undefined) throw cannotExpand(path)
  Reflect.set(parent, name, object)
  expandAt(account, object, rest, path)
}

function named(account: StripeAccount, id: string): object | undefined {
  const { sessions, paymentIntents, charges, refunds, shippingRates, disputes } = account
  for (const objects of [sessions, paymentIntents, charges, refunds, shippingRates, disputes]) {
    const object = objects.get(id)
    if (object !== undefined) return object
  }
  return undefined
}

function sessionLines(account: StripeAccount, parent: object): object | undefined {
  const id = String(Reflect.get(parent, 'id'))
  const items = account.lineItems.get(id)
  if (items === undefined) return undefined
  return { object: 'list', data: items.slice(0, 10), has_more: items.length > 10, url: lineItemsUrl(id) }
}

export function lineItemsUrl(sessionId: string): string {
  return `/v1/checkout/sessions/${sessionId}/line_items`
}

function cannotExpand(path: string): StripeApiError {
  return new StripeApiError(400, { message: `This property cannot be expanded (${path}).`, param: 'expand' })
}
