import type Stripe from 'stripe'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { objectFields } from './object-fields.test.data.ts'
import { params, startTestStripe } from './stripe-simulator.test.data.ts'
import type { StripeSimulator } from './stripe-simulator.ts'

let stripe: Stripe
let simulator: StripeSimulator
beforeEach(async () => {
  ;({ stripe, simulator } = await startTestStripe())
})
afterEach(() => simulator.close())

/** Everything that the account holds after one purchase with every trouble, by the kind of object. */
async function everyObject(): Promise<ReadonlyMap<string, object>> {
  await stripe.coupons.create({ id: 'ten', percent_off: 10 })
  const code = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: 'ten' }, code: 'TEN' })
  const open = await stripe.checkout.sessions.create({
    ...params,
    discounts: [{ promotion_code: code.id }],
    after_expiration: { recovery: { enabled: true } },
  })
  const { id, payment_intent: intentId } = simulator.pay(open.id, { card: '4000002500003155' })
  simulator.authenticate(id, 'succeeded')
  const intent = String(intentId)
  await stripe.refunds.create({ payment_intent: intent, amount: 100 })
  const review = await stripe.reviews.retrieve(simulator.openReview(intent).id)
  simulator.fraudWarning(intent)
  simulator.dispute(intent)
  await stripe.webhookEndpoints.create({ url: 'https://shop.test/hook', enabled_events: ['*'] })
  const session = await stripe.checkout.sessions.retrieve(id, {
    expand: ['line_items.data.price.product', 'total_details.breakdown'],
  })
  const { latest_charge: charge } = await stripe.paymentIntents.retrieve(intent, { expand: ['latest_charge.refunds'] })
  const expanded = await stripe.paymentIntents.retrieve(intent, {
    expand: ['latest_charge.balance_transaction', 'payment_method'],
  })
  const found: readonly unknown[] = [
    session,
    session.line_items?.data[0],
    session.line_items?.data[0]?.price,
    session.line_items?.data[0]?.price?.product,
    session.total_details?.breakdown?.discounts[0]?.discount,
    await stripe.coupons.retrieve('ten'),
    code,
    (await stripe.shippingRates.list()).data[0],
    await stripe.paymentIntents.retrieve(intent),
    expanded.payment_method,
    charge,
    (await stripe.balanceTransactions.list()).data[0],
    (await stripe.refunds.list()).data[0],
    (await stripe.disputes.list()).data[0],
    review,
    (await stripe.radar.earlyFraudWarnings.list()).data[0],
    (await stripe.events.list({ limit: 1 })).data[0],
    (await stripe.webhookEndpoints.list()).data[0],
  ]
  return new Map(found.filter(isObject).map((object) => [String(Reflect.get(object, 'object')), object]))
}

it('given a purchase with every trouble, then its objects have every field that Stripe shows', async () => {
  const objects = await everyObject()

  expect([...objects.keys()].toSorted()).toEqual(Object.keys(objectFields).toSorted())
  const missing = Object.entries(objectFields).flatMap(([kind, names]) =>
    names
      .trim()
      .split(/\s+/)
      .filter((path) => !has(objects.get(kind) ?? {}, path.split('.')))
      .map((path) => `${kind}: ${path}`),
  )
  expect(missing).toEqual([])
})

/** Below what is null or an id there is nothing to compare. */
function has(object: object, [name = '', ...rest]: string[]): boolean {
  if (!Reflect.has(object, name)) return false
  const value: unknown = Reflect.get(object, name)
  return rest.length === 0 || !isObject(value) || has(value, rest)
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
