import type { StripeAccount } from './stripe-account.ts'
import { StripeApiError } from './stripe-api-error.ts'
import { unfold } from './unfold.ts'

const levelsMax = 4

/** A copy of an object in which the ids at the paths are replaced by what they name. */
export function expand(account: StripeAccount, object: object, paths: readonly string[] = []): object {
  const copy = structuredClone(object)
  for (const path of paths) {
    if (path.split('.').length > levelsMax) {
      throw new StripeApiError(400, {
        message: `You cannot expand more than ${levelsMax} levels of a property (${path}).`,
        param: 'expand',
      })
    }
    expandAt(account, copy, path.split('.'), path)
  }
  return copy
}

function expandAt(
  account: StripeAccount,
  parent: unknown,
  [name, ...rest]: string[],
  path: string,
  within?: string,
): void {
  if (name === undefined || parent === null) return
  if (Array.isArray(parent)) {
    for (const item of parent) expandAt(account, item, [name, ...rest], path, within)
    return
  }
  if (typeof parent !== 'object') throw cannotExpand(path)
  const sessionId = Reflect.get(parent, 'object') === 'checkout.session' ? String(Reflect.get(parent, 'id')) : within
  const value: unknown = Reflect.get(parent, name) ?? unfold(account, parent, name, sessionId)
  if (value === undefined) throw cannotExpand(path)
  const object = typeof value === 'string' ? structuredClone(named(account, value)) : value
  if (object === undefined) throw cannotExpand(path)
  Reflect.set(parent, name, object)
  expandAt(account, object, rest, path, sessionId)
}

function named(account: StripeAccount, id: string): object | undefined {
  const { sessions, paymentIntents, paymentMethods, charges, refunds, disputes, reviews, balanceTransactions } = account
  const { products, prices, coupons, promotionCodes, shippingRates } = account
  for (const objects of [
    ...[sessions, paymentIntents, paymentMethods, charges, refunds, disputes, reviews, balanceTransactions],
    ...[products, prices, coupons, promotionCodes, shippingRates],
  ]) {
    const object = objects.get(id)
    if (object !== undefined) return object
  }
  return undefined
}

function cannotExpand(path: string): StripeApiError {
  return new StripeApiError(400, { message: `This property cannot be expanded (${path}).`, param: 'expand' })
}
