import { money, type PriceTerms } from '@quoin/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStripe, requestOf, type StripeWorld, start } from './stripe-world.ts'

const hour = 3_600_000

let clock: StripeWorld['clock']
let simulator: StripeWorld['simulator']
let payments: StripeWorld['payments']
let stripe: StripeWorld['stripe']
let paid: StripeWorld['paid']
beforeEach(async () => {
  ;({ clock, simulator, payments, stripe, paid } = await openStripe())
})
afterEach(() => simulator.close())

const terms = (discounts: boolean, taxes: boolean): { terms: PriceTerms } => ({ terms: { discounts, taxes } })
const read = (checkoutId: string) => payments.readPayment(checkoutId)

describe('a page to pay on', () => {
  it('is at Stripe, with an address', async () => {
    const { url, clientSecret } = await payments.createCheckout(requestOf())
    expect(url).toMatch(/^http/)
    expect(clientSecret).toBeNull()
  })

  it.each(['embedded', 'elements'] as const)("is in the host's own page, with a secret: %s", async (ui) => {
    const checkout = await payments.createCheckout(requestOf({ ui }))
    expect(checkout).toMatchObject({ url: null, clientSecret: expect.stringMatching(/secret/) })
    expect(await payments.readCheckout(checkout.checkoutId)).toEqual(checkout)
    simulator.pay(checkout.checkoutId)
    expect(await read(checkout.checkoutId)).toMatchObject({ money: 'captured', total: money(10_700, 'USD') })
  })

  it('can be had again until it is over', async () => {
    const checkout = await payments.createCheckout(requestOf({ expiresAt: new Date(Date.parse(start) + hour) }))
    expect(checkout.expiresAt).toEqual(new Date(Date.parse(start) + hour))
    expect(await payments.readCheckout(checkout.checkoutId)).toEqual(checkout)
    clock.advance(hour)
    expect(await payments.readCheckout(checkout.checkoutId)).toBeNull()
    expect(await payments.readCheckout((await paid({}, { idempotencyKey: 'checkout:2' })).checkoutId)).toBeNull()
    await expect(payments.readCheckout('cs_test_none')).rejects.toMatchObject({ retry: 'permanent' })
  })
})

describe('F19 what is paid', () => {
  it('is less by a promotion code that the customer types', async () => {
    await stripe.coupons.create({ id: 'TEN', percent_off: 10, duration: 'once' })
    await stripe.promotionCodes.create({ code: 'TEN', promotion: { type: 'coupon', coupon: 'TEN' } })
    const { checkoutId } = await paid({ promotionCode: 'TEN' }, terms(true, false))
    expect(await read(checkoutId)).toMatchObject({
      subtotal: money(9_800, 'USD'),
      discount: money(980, 'USD'),
      shipping: money(900, 'USD'),
      total: money(9_720, 'USD'),
    })
  })

  it('F07 is nothing but shipping by a coupon that takes all off, and nothing at all where that costs nothing', async () => {
    await stripe.coupons.create({ id: 'ALL', percent_off: 100, duration: 'once' })
    const discount = { coupon: 'ALL' }
    const shipped = await paid({}, { discount, ...terms(true, false) })
    expect(await read(shipped.checkoutId)).toMatchObject({ money: 'captured', total: money(900, 'USD') })

    const shippingOptions = [{ method: 'Budget', displayName: 'Slow', price: money(0, 'USD') }]
    const free = await paid({}, { discount, ...terms(true, false), shippingOptions, idempotencyKey: 'checkout:2' })
    expect(await read(free.checkoutId)).toMatchObject({
      money: 'captured',
      paymentId: null,
      total: money(0, 'USD'),
      discount: money(9_800, 'USD'),
      amountRefunded: 0,
    })
  })

  it('is more by taxes, which stand beside it', async () => {
    const { checkoutId } = await paid({ tax: 856 }, terms(false, true))
    expect(await read(checkoutId)).toMatchObject({
      subtotal: money(9_800, 'USD'),
      tax: money(856, 'USD'),
      shipping: money(900, 'USD'),
      total: money(11_556, 'USD'),
    })
  })

  it("is in the order's currency, whatever the customer saw", async () => {
    const presentment = { amount: 16_050, currency: 'jpy' }
    const { checkoutId } = await paid({ presentment }, { adaptivePricing: true })
    expect(await read(checkoutId)).toMatchObject({ total: money(10_700, 'USD'), presented: money(16_050, 'JPY') })
  })

  it.each(['ISK', 'UGX', 'JPY', 'KWD', 'MGA'])('F20 is the same money there and back in %s', async (currency) => {
    const price = money(500, currency)
    const shippingOptions = [{ method: 'Budget', displayName: 'Slow', price: money(100, currency) }]
    const request = requestOf({ shippingOptions }, currency, price.amount)
    const { checkoutId } = await payments.createCheckout(request)
    expect(await payments.describeCheckout(checkoutId)).toMatchObject({ lines: [{ unitPrice: price, quantity: 2 }] })
    const paymentId = String(simulator.pay(checkoutId).payment_intent)
    expect(await read(checkoutId)).toMatchObject({ total: money(1_100, currency), subtotal: money(1_000, currency) })
    const refund = { paymentId, amount: money(100, currency), idempotencyKey: 'r', orderId: request.orderId }
    await payments.refund(refund)
    expect(await read(checkoutId)).toMatchObject({ amountRefunded: 100 })
  })
})

describe('F32 money that is only reserved', () => {
  async function reserved() {
    const { id } = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://shop.test/thanks',
      payment_intent_data: { capture_method: 'manual' },
      line_items: [{ quantity: 1, price_data: { currency: 'usd', unit_amount: 500, product_data: { name: 'Print' } } }],
    })
    const paymentId = String(simulator.pay(id).payment_intent)
    return { checkoutId: id, paymentId }
  }

  it('is none until a person captures it', async () => {
    const { checkoutId, paymentId } = await reserved()
    expect(await read(checkoutId)).toMatchObject({ state: 'complete', money: 'processing' })
    simulator.capture(paymentId)
    expect(await read(checkoutId)).toMatchObject({ money: 'captured', total: money(500, 'USD') })
  })

  it('F19 is what a person captures of it', async () => {
    const { checkoutId, paymentId } = await reserved()
    simulator.capture(paymentId, 300)
    expect(await read(checkoutId)).toMatchObject({ money: 'captured', total: money(300, 'USD') })
  })

  it('is none for good when it lapses, or somebody lets go of it', async () => {
    const lapsed = await reserved()
    clock.advance(8 * 24 * hour)
    expect(await read(lapsed.checkoutId)).toMatchObject({ money: 'failed' })
    const dropped = await reserved()
    simulator.cancel(dropped.paymentId)
    expect(await read(dropped.checkoutId)).toMatchObject({ money: 'failed' })
  })
})

describe('what is doubtful', () => {
  it('F27 F28 is a dispute from its first day to its last', async () => {
    const { checkoutId, paymentId } = await paid()
    const inquiry = simulator.dispute(paymentId, { inquiry: true, reason: 'product_not_received' })
    expect(await read(checkoutId)).toMatchObject({
      dispute: { id: inquiry.id, status: 'inquiry', reason: 'product_not_received', amount: 10_700 },
    })
    expect((await read(checkoutId)).dispute?.dueAt).toBeInstanceOf(Date)
    simulator.updateDispute(inquiry.id, 'needs_response')
    expect(await read(checkoutId)).toMatchObject({ dispute: { status: 'open' } })
    simulator.closeDispute(inquiry.id, 'won')
    expect(await read(checkoutId)).toMatchObject({ dispute: { status: 'won', dueAt: null } })
  })

  it.each([
    ['lost', false, 'lost'],
    ['warning_closed', true, 'closed'],
  ] as const)('F28 is a dispute that ends %s', async (outcome, inquiry, status) => {
    const { checkoutId, paymentId } = await paid()
    simulator.closeDispute(simulator.dispute(paymentId, { inquiry }).id, outcome)
    expect(await read(checkoutId)).toMatchObject({ dispute: { status } })
  })

  it('F27 is a warning, and a review while it is open', async () => {
    const { checkoutId, paymentId } = await paid()
    simulator.fraudWarning(paymentId)
    const review = simulator.openReview(paymentId)
    expect(await read(checkoutId)).toMatchObject({ fraudWarning: 'made_with_stolen_card', underReview: true })
    simulator.closeReview(review.id)
    expect(await read(checkoutId)).toMatchObject({ fraudWarning: 'made_with_stolen_card', underReview: false })
  })
})

describe('giving money back', () => {
  const refundOf = (paymentId: string, amount: number, idempotencyKey = 'refund:1') => ({
    paymentId,
    amount: money(amount, 'USD'),
    idempotencyKey,
    orderId: 'order',
  })

  it('F31 after a refund that failed later, is refused under its key and done under another', async () => {
    const { checkoutId, paymentId } = await paid()
    await payments.refund(refundOf(paymentId, 500))
    const [first] = simulator.ledger().refunds
    simulator.failRefund(first?.refundId ?? '')
    expect(await read(checkoutId)).toMatchObject({ amountRefunded: 0 })

    await expect(payments.refund(refundOf(paymentId, 500))).rejects.toMatchObject({ retry: 'permanent' })
    await payments.refund(refundOf(paymentId, 500, 'refund:order:2'))
    await payments.refund(refundOf(paymentId, 500, 'refund:order:2'))
    expect(await read(checkoutId)).toMatchObject({ amountRefunded: 500 })
    expect(simulator.ledger().refunds).toHaveLength(2)
  })

  it('F31 INV-11 asked for at once and again after days, is one refund', async () => {
    const { paymentId } = await paid()
    await Promise.all(Array.from({ length: 5 }, () => payments.refund(refundOf(paymentId, 500))))
    clock.advance(72 * hour)
    await payments.refund(refundOf(paymentId, 500))
    expect(simulator.ledger().refunds).toMatchObject([{ amount: 500 }])
  })

  it('INV-11 is thought over when the key stands for another amount', async () => {
    const { paymentId } = await paid()
    await payments.refund(refundOf(paymentId, 500))
    await expect(payments.refund(refundOf(paymentId, 700))).rejects.toMatchObject({ retry: 'retryable' })
    expect(simulator.ledger().refunds).toMatchObject([{ amount: 500 }])
  })

  it('is refused for good when the bank has the money, or more is asked for than there is', async () => {
    const { paymentId } = await paid()
    const tooMuch = payments.refund(refundOf(paymentId, 10_701, 'refund:too-much'))
    await expect(tooMuch).rejects.toMatchObject({ retry: 'permanent' })
    simulator.dispute(paymentId)
    const disputed = payments.refund(refundOf(paymentId, 500))
    await expect(disputed).rejects.toMatchObject({ retry: 'permanent', issues: [{ code: 'charge_disputed' }] })
    expect(simulator.ledger().refunds).toEqual([])
  })
})
