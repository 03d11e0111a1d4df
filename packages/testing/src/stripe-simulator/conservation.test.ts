import { currencyExponent } from '@quoin/core'
import fc from 'fast-check'
import Stripe from 'stripe'
import { expect, it } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import { amountStep, smallestCharge } from './currency-rules.ts'
import { start } from './stripe-simulator.test.data.ts'
import { createStripeSimulator } from './stripe-simulator.ts'

const currencies = Intl.supportedValuesOf('currency').map((code) => code.toLowerCase())
const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0)

const purchase = fc.record({
  items: fc.array(fc.record({ steps: fc.integer({ min: 1, max: 9_999 }), quantity: fc.integer({ min: 1, max: 5 }) }), {
    minLength: 1,
    maxLength: 6,
  }),
  shippingSteps: fc.nat(999),
  taxSteps: fc.nat(999),
  discount: fc.oneof(
    fc.constant(null),
    fc.record({ percent: fc.integer({ min: 1, max: 100 }) }),
    fc.record({ steps: fc.integer({ min: 1, max: 99_999 }) }),
  ),
  refunds: fc.array(fc.double({ min: 0.01, max: 1, noNaN: true }), { maxLength: 3 }),
  failed: fc.boolean(),
  dispute: fc.constantFrom(null, 'won', 'lost', 'warning_closed'),
})

it.each(currencies)('F20, INV-21: in %s no unit of money appears or disappears', async (currency) => {
  const step = amountStep(currency)
  await fc.assert(
    fc.asyncProperty(purchase, async ({ items, shippingSteps, taxSteps, discount, refunds, failed, dispute }) => {
      const simulator = createStripeSimulator({ clock: createManualClock(start), seed: 1 })
      const stripe = new Stripe('sk_test_simulator', {
        maxNetworkRetries: 0,
        telemetry: false,
        httpClient: Stripe.createFetchHttpClient((url, init) => simulator.fetch(new Request(url, init))),
      })
      if (discount !== null) {
        const off =
          'percent' in discount ? { percent_off: discount.percent } : { amount_off: discount.steps * step, currency }
        await stripe.coupons.create({ id: 'off', ...off })
      }
      const created = await stripe.checkout.sessions
        .create({
          mode: 'payment',
          automatic_tax: { enabled: true },
          line_items: items.map(({ steps, quantity }, index) => ({
            quantity,
            price_data: { currency, unit_amount: steps * step, product_data: { name: `Print ${index}` } },
          })),
          shipping_options: [
            {
              shipping_rate_data: {
                display_name: 'Standard',
                type: 'fixed_amount',
                fixed_amount: { amount: shippingSteps * step, currency },
              },
            },
          ],
          ...(discount && { discounts: [{ coupon: 'off' }] }),
          success_url: 'https://shop.test/thanks',
        })
        .catch((error: unknown) => {
          // What is left to pay can be less than Stripe takes.
          if (error instanceof Stripe.errors.StripeError && error.code === 'amount_too_small') return null
          throw error
        })
      if (created === null) {
        expect(smallestCharge(currency)).toBeGreaterThan(1)
        return
      }
      simulator.pay(created.id, { tax: taxSteps * step })

      const session = await stripe.checkout.sessions.retrieve(created.id, { expand: ['line_items'] })
      const lines = session.line_items?.data ?? []
      const { amount_discount: off = 0, amount_shipping: shipping, amount_tax: tax = 0 } = session.total_details ?? {}
      const subtotal = sum(items.map(({ steps, quantity }) => steps * step * quantity))
      expect(session.amount_subtotal).toBe(subtotal)
      expect(session.amount_total).toBe(subtotal - off + (shipping ?? 0) + tax)
      expect(tax).toBe(taxSteps * step)
      expect(sum(lines.map((line) => line.amount_discount))).toBe(off)
      expect(sum(lines.map((line) => line.amount_total)) + (session.shipping_cost?.amount_total ?? 0)).toBe(
        session.amount_total,
      )
      for (const line of lines) {
        expect(line.amount_total).toBe(line.amount_subtotal - line.amount_discount + line.amount_tax)
        for (const amount of [line.amount_discount, line.amount_tax]) expect(amount % step).toBe(0)
      }
      const intent = session.payment_intent
      if (session.amount_total === 0) {
        expect([session.payment_status, intent]).toEqual(['no_payment_required', null])
        return
      }

      for (const share of refunds) {
        const { latest_charge: charge } = await stripe.paymentIntents.retrieve(String(intent), {
          expand: ['latest_charge'],
        })
        const left = typeof charge === 'object' && charge ? charge.amount_captured - charge.amount_refunded : 0
        if (left === 0) break
        const { id } = await stripe.refunds.create({ payment_intent: String(intent), amount: Math.ceil(left * share) })
        if (failed) simulator.failRefund(id)
      }
      if (dispute !== null) {
        const { id } = simulator.dispute(String(intent), { inquiry: dispute === 'warning_closed' })
        simulator.closeDispute(id, dispute)
      }
      const { totals, charges } = simulator.ledger()
      const [charge] = (await stripe.charges.list({ payment_intent: String(intent) })).data
      const disputed = dispute === 'lost' ? session.amount_total : 0
      expect(charges).toMatchObject([{ amount: session.amount_total, currency }])
      expect(totals[currency]).toEqual({
        captured: session.amount_total,
        refunded: charge?.amount_refunded,
        disputed,
        kept: (session.amount_total ?? 0) - (charge?.amount_refunded ?? 0) - (disputed ?? 0),
      })
      const moves = (await stripe.balanceTransactions.list({ limit: 100 })).data.map(({ amount }) => amount)
      expect(sum(moves)).toBe(totals[currency]?.kept)
    }),
    { numRuns: 3 },
  )
})

it('asks for amounts that the currency has', async () => {
  expect(['usd', 'jpy', 'kwd', 'isk', 'ugx'].map(amountStep)).toEqual([1, 1, 10, 100, 100])
  expect(currencies.map((currency) => currencyExponent(currency.toUpperCase()))).toEqual(
    expect.arrayContaining([0, 2, 3]),
  )
})
