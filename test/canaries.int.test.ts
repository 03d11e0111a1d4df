import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { recordTelemetry } from './recorded-telemetry.ts'
import { openTracedShop, secrets } from './traced-shop.ts'

const hour = 3_600_000
const customer = {
  email: 'canary@customer.example',
  phone: '+15550177',
  address: {
    name: 'Ada Canary',
    line1: '1 Birdsong Street',
    city: 'Canaryville',
    state: 'CA',
    postal_code: '90210',
    country: 'US',
  },
} as const
const { email, phone, address } = customer
const personal = [email, phone, address.name, address.line1, address.city]
/** What hosts' own code, databases and people write into errors and notes. */
const everything = `${personal.join(', ')}, ${Object.values(secrets).join(' ')}`

function fail(): never {
  throw new Error(everything)
}

describe('canaries that are planted in all that a shop knows (F96, INV-22)', () => {
  let recorded: ReturnType<typeof recordTelemetry>
  let shop: Awaited<ReturnType<typeof openTracedShop>>
  /** Tokens that were given out meanwhile. */
  const tokens: string[] = []

  beforeEach(async () => {
    recorded = recordTelemetry()
    shop = await openTracedShop(inject('postgresUrl'), {
      notifiers: [{ channel: 'mail', notify: async () => fail() }],
      subscribe: { 'order.paid': async () => fail() },
    })
    shop.web.on('order.changed', fail)
    shop.worker.on('order.changed', fail)
  })
  afterEach(async () => {
    await shop.close()
    await recorded.stop()
  })

  /** A customer pays. */
  async function buy(changes: Partial<Record<keyof typeof address, string>> = {}) {
    const items = [{ productId: 'sunrise', quantity: 1 }]
    const { body } = await shop.ask('POST', '/checkout', { items, email })
    const order = await shop.web.orders.find({ id: body.orderId })
    shop.stripe.pay(order?.payment.checkoutId ?? '', { ...customer, address: { ...address, ...changes } })
    await shop.settle()
    return body.orderId
  }

  async function pass(hours: number, stepHours = 6) {
    for (let left = hours; left > 0; left -= stepHours) {
      shop.clock.advance(Math.min(left, stepHours) * hour)
      await shop.settle()
    }
  }

  /** All that went out of the shop, apart from answers that gave somebody what they may see. */
  async function told(): Promise<string> {
    const spans = recorded.spans().map(({ name, attributes, status, events, links }) => {
      return { name, attributes, status, events, links: links.map(({ attributes }) => attributes) }
    })
    const { lines, alerts, answers } = shop
    return JSON.stringify({ spans, measured: await recorded.measured(), lines, alerts, answers }, null, 1)
  }

  it('given an order with failures of every kind, then none of them is in a line, a span, a metric, an alert or a refusal', async () => {
    const admin = { authorization: 'admin' }
    const items = [{ productId: 'sunrise', quantity: 1 }]

    // Stripe fails while the page is made, and the customer's own data is refused.
    for (const fault of ['drop', 'status-500', 'html', 'truncated-json'] as const) {
      shop.stripe.faults.next({ endpoint: 'createSession', fault })
      await shop.ask('POST', '/checkout', { items, email })
    }
    await shop.ask('POST', '/checkout', { items: [{ productId: everything.slice(0, 90), quantity: 1 }] })
    await shop.ask('POST', '/checkout', { items, email: `${email} ${phone}` })

    // Prodigi and EasyPost fail in each way that they have.
    for (const fault of [
      'drop',
      'status-500',
      'rate-limited',
      'timed-out',
      'html',
      'truncated-json',
      'empty-200',
    ] as const) {
      shop.prodigi.faults.next({ endpoint: 'createOrder', fault })
    }
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'accept-then-drop' })
    for (const fault of ['drop', 'status-401', 'status-429', 'status-500', 'html'] as const)
      shop.easypost.faults.next({ fault })
    const orderId = await buy()
    await pass(16, 1)
    const [print] = shop.prodigi.ledger().orders
    for (let step = 0; step < 8; step += 1) {
      if (print) shop.prodigi.advanceOrder(print.id)
      await pass(12)
    }

    // Doors: wrong signatures, wrong tokens, wrong people, search by what is personal.
    const { body: link } = await shop.ask('POST', `/orders/${orderId}/guest-link`, {}, admin)
    const callbackUrl = new URL(Object(print?.body).callbackUrl)
    tokens.push(link.token, callbackUrl.searchParams.get('token') ?? '')
    expect(
      (await shop.ask('GET', `/orders/${orderId}/status?token=${link.token}`, undefined, { authorization: '' })).status,
    ).toBe(200)
    await shop.ask('GET', `/orders/${orderId}/status?token=${link.token}x`, undefined, { authorization: '' })
    await shop.ask('GET', `/orders/${orderId}/status`, undefined, { authorization: everything.slice(0, 50) })
    await shop.ask('POST', `/webhooks/prodigi?token=${tokens[1]}x`, { id: email })
    await shop.ask('POST', '/webhooks/stripe', { id: email }, { 'stripe-signature': `t=1,v1=${secrets.stripeWebhook}` })
    await shop.ask('POST', '/webhooks/easypost', { id: email }, { 'x-hmac-signature-v2': secrets.easypostWebhook })
    await shop.ask(
      'GET',
      `/orders/management?q=${encodeURIComponent(email)}&sort=${encodeURIComponent(address.name)}`,
      undefined,
      admin,
    )
    await shop.ask('GET', `/orders/management?q=${encodeURIComponent(email)}`)

    // After the sale: changes that are refused, claims, notes, refunds, a dispute.
    const recipient = {
      name: address.name,
      address1: address.line1,
      city: address.city,
      state: 'CA',
      zip: 'wrong',
      country: 'US',
    }
    await shop.ask('PATCH', `/orders/${orderId}/recipient`, recipient, admin)
    await shop.ask('POST', `/orders/${orderId}/cancel`, { reason: everything.slice(0, 400) }, admin)
    const claim = { reason: 'damaged', description: everything }
    await shop.ask('POST', `/orders/${orderId}/claims?token=${link.token}`, claim, { authorization: '' })
    await shop.ask('PATCH', '/orders/management', { orderId, notes: everything }, admin)
    const paymentId = (await shop.web.orders.find({ id: orderId }))?.payment.paymentId ?? ''
    shop.stripe.refund(paymentId, 100)
    shop.stripe.dispute(paymentId)
    await pass(6)

    // A print that a person must look at.
    const heldId = await buy({ postal_code: address.city })
    const heldPaymentId = (await shop.web.orders.find({ id: heldId }))?.payment.paymentId ?? ''
    await pass(6)

    // The database is gone for a while, and says in its own words which row it could not write.
    await sql`alter table quoin.orders rename column email to gone`.execute(shop.db)
    await shop.ask('GET', `/orders/${orderId}/status`, undefined, admin)
    await shop.ask('POST', '/checkout', { items, email })
    await shop.worker.worker.tick()
    shop.stripe.refund(heldPaymentId, 100)
    await shop.stripe.deliverPending({ all: true })
    await sql`alter table quoin.orders rename column gone to email`.execute(shop.db)

    // What fails for days is given up, and the customer is forgotten.
    await pass(110)
    await shop.worker.health()
    await shop.worker.reconcile()
    await shop.web.eraseCustomer({ email }, 'admin')
    await pass(6)

    const text = await told()
    // All of it happened.
    expect(Object(print?.body).recipient).toMatchObject({ email, name: address.name, phoneNumber: phone })
    expect([shop.stripe, shop.prodigi].map(({ faults }) => faults.pending())).toEqual([0, 0])
    for (const sign of [
      orderId,
      heldId,
      'storage_failed',
      'invalid_signature',
      'invalid_callback_token',
      'A job is given up.',
    ]) {
      expect(text, sign).toContain(sign)
    }
    const attention = shop.alerts.map(({ code }) => code)
    expect(attention).toEqual(
      expect.arrayContaining(['retries_exhausted', 'submission_rejected', 'partially_refunded', 'payment_disputed']),
    )
    // And nothing of it was told.
    const canaries = [...personal, ...Object.values(secrets), ...tokens, btoa(`${secrets.easypostKey}:`)]
    expect(canaries.every((canary) => canary.length > 5)).toBe(true)
    const seen = canaries.flatMap((canary) =>
      [canary, encodeURIComponent(canary), JSON.stringify(canary).slice(1, -1)].filter((form) => text.includes(form)),
    )
    expect(
      seen.map((canary) => [
        canary,
        ...text
          .split('\n')
          .filter((line) => line.includes(canary))
          .slice(0, 3),
      ]),
    ).toEqual([])
  })
})
