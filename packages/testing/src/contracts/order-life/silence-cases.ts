import type { StartedCheckout } from '@quoin/core'
import { expect, it } from 'vitest'
import type { TestShop } from '../../test-shop.ts'
import type { OrderLife } from '../order-life-contract.ts'

const minute = 60_000
const hour = 60 * minute

type Started = StartedCheckout & { readonly checkoutId: string }

/** What becomes of an order, an act an hour. The first pays, or does not. */
const lives: Readonly<Record<string, readonly ((shop: TestShop, started: Started) => unknown)[]>> = {
  'paid by card': [pay],
  'never paid': [],
  'paid later': [payLater, arrive('succeeded')],
  'paid later, in vain': [payLater, arrive('failed')],
  'refunded at Stripe': [pay, (shop, started) => refund(shop, started)],
  'refunded at Stripe in parts': [
    pay,
    (shop, started) => refund(shop, started, 1_000),
    (shop, started) => refund(shop, started, 500),
  ],
  'refunded at Stripe when it had been sent': [pay, print, (shop, started) => refund(shop, started)],
  'refunded by the shop': [
    pay,
    (shop, { orderId }) => shop.quoin.orders.refund(orderId, { scope: { kind: 'full' }, reason: 'late' }, 'admin:1'),
  ],
  'cancelled by the customer': [
    pay,
    (shop, { orderId }) => shop.quoin.orders.cancel(orderId, { reason: 'changed my mind' }, 'guest'),
  ],
  'disputed and won': [pay, dispute, endDispute('won')],
  'disputed and lost': [pay, dispute, endDispute('lost')],
  'disputed when it had been sent': [pay, print, dispute, endDispute('lost')],
  'suspected of fraud': [pay, async (shop, started) => void shop.stripe.fraudWarning(await paymentOf(shop, started))],
  'sent to the door': [pay, print],
}

/** No message is needed: neither Stripe's nor Prodigi's. What they tell is found by asking. */
export function silenceCases(given: () => OrderLife): void {
  it('INV-9 INV-10 given the same lives with every message and with none at all, then they end the same', async () => {
    const told = await live(await given().open())
    const shop = await given().open({ callbacks: 'off' })
    shop.stripe.configureWebhooks({ delivery: false })
    const silent = await live(shop)
    expect(shop.stripe.deliveries()).toEqual([])
    expect(silent).toEqual(told)
    expect(told['sent to the door']).toMatchObject({ order: { status: 'shipped' }, prints: 1 })
    expect(told['paid later, in vain']).toMatchObject({ order: { status: 'cancelled' }, prints: 0 })
  })
}

/** Leads all lives at once through two days, and tells how each ended. */
async function live(shop: TestShop) {
  const started = new Map<string, Started>()
  for (const life of Object.keys(lives)) started.set(life, await shop.checkout())
  for (let act = 0; act < 4; act += 1) {
    for (const [life, one] of started) await lives[life]?.[act]?.(shop, one)
    await pass(shop, hour, 10 * minute)
  }
  await pass(shop, 8 * hour, hour)
  await pass(shop, 40 * hour, 4 * hour)
  const ends: Record<string, Awaited<ReturnType<typeof endOf>>> = {}
  for (const [life, { orderId }] of started) ends[life] = await endOf(shop, orderId)
  return ends
}

async function pass(shop: TestShop, durationMs: number, stepMs: number): Promise<void> {
  for (let passedMs = 0; passedMs < durationMs; passedMs += stepMs) {
    shop.clock.advance(stepMs)
    await shop.settle()
  }
}

/** All that an order says but names and times, and what was done for it outside. */
async function endOf(shop: TestShop, orderId: string) {
  const order = await shop.order(orderId)
  const { paymentId } = order.payment
  const known = new Map<string, string>()
  const names = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b(ord|ori|shp|chg|chi|cs|pi|du|dp)_\w+/g
  const text = JSON.stringify(order, (field, value: unknown) => (unlike.has(field) && value !== null ? '*' : value))
  const plain = text.replace(names, (name) => {
    known.set(name, known.get(name) ?? `name ${known.size + 1}`)
    return known.get(name) ?? name
  })
  return {
    order: JSON.parse(plain) as Record<string, unknown>,
    prints: shop.prodigi.ledger().orders.filter((o) => o.merchantReference === order.number).length,
    refunded: shop.stripe
      .ledger()
      .refunds.filter((r) => r.paymentIntentId === paymentId)
      .map((r) => r.amount),
    told: shop.notified
      .filter((n) => n.orderId === orderId)
      .map((n) => n.type)
      .toSorted(),
    alerts: [...new Set(shop.alerts.filter((a) => a.orderId === orderId).map((a) => a.code))].toSorted(),
  }
}

/** Names, times, and what is made of them. */
const unlike = new Set([
  ...['number', 'version', 'url', 'request', 'requestHash', 'trackingNumber', 'trackingUrl'],
  ...[
    'createdAt',
    'updatedAt',
    'statusChangedAt',
    'expiresAt',
    'capturedAt',
    'readAt',
    'requestedAt',
    'submittedAt',
    'shippedAt',
  ],
  ...['since', 'at', 'dueAt'],
])

function pay(shop: TestShop, { checkoutId }: Started): void {
  shop.stripe.pay(checkoutId)
}

function payLater(shop: TestShop, { checkoutId }: Started): void {
  shop.stripe.pay(checkoutId, { method: 'delayed' })
}

function arrive(outcome: 'succeeded' | 'failed') {
  return (shop: TestShop, { checkoutId }: Started) => shop.stripe.settleDelayed(checkoutId, outcome)
}

async function paymentOf(shop: TestShop, { orderId }: Started): Promise<string> {
  return (await shop.order(orderId)).payment.paymentId ?? ''
}

async function refund(shop: TestShop, started: Started, amount?: number): Promise<void> {
  shop.stripe.refund(await paymentOf(shop, started), amount)
}

async function dispute(shop: TestShop, started: Started): Promise<void> {
  shop.stripe.dispute(await paymentOf(shop, started))
}

function endDispute(outcome: 'won' | 'lost') {
  return async (shop: TestShop, { orderId }: Started): Promise<void> => {
    const { payment } = await shop.order(orderId)
    shop.stripe.closeDispute(payment.dispute?.id ?? '', outcome)
  }
}

async function print(shop: TestShop, { orderId }: Started): Promise<void> {
  const [fulfillment] = (await shop.order(orderId)).fulfillments
  shop.prodigi.runOrder(fulfillment?.providerOrderId ?? '')
}
