import { describe, expect, it } from 'vitest'
import { paymentFactsOfSession, sessionSchema } from './payment-facts-of-session.ts'

// The bodies are Stripe's, as of API version 2026-10-28.endive, less the fields that nobody reads.
const charge = { id: 'ch_1', object: 'charge', amount: 5850, amount_refunded: 0, disputed: false, status: 'succeeded' }
const intent = {
  id: 'pi_1',
  object: 'payment_intent',
  amount: 5850,
  currency: 'usd',
  last_payment_error: null,
  latest_charge: charge,
  status: 'succeeded',
}
const shippingAddress = {
  line1: '1 Main Street',
  line2: null,
  city: 'Hollywood',
  state: 'CA',
  postal_code: '90210',
  country: 'US',
}
const session = {
  id: 'cs_test_a1',
  object: 'checkout.session',
  amount_subtotal: 5000,
  amount_total: 5850,
  client_reference_id: 'order_1001',
  collected_information: {
    business_name: null,
    individual_name: null,
    shipping_details: { name: 'Ada Test', address: shippingAddress },
  },
  currency: 'usd',
  customer_details: {
    address: { line1: '9 Billing Road', line2: null, city: 'Reno', state: 'NV', postal_code: '89501', country: 'US' },
    email: 'ada@example.com',
    name: 'Ada Card',
    phone: '+15550100',
  },
  customer_email: null,
  livemode: false,
  metadata: { order_id: 'order_1001' },
  payment_intent: intent,
  payment_status: 'paid',
  shipping_cost: {
    amount_subtotal: 850,
    amount_tax: 0,
    amount_total: 850,
    shipping_rate: { id: 'shr_1', object: 'shipping_rate', metadata: { method: 'Budget' } },
  },
  status: 'complete',
  total_details: { amount_discount: 0, amount_shipping: 850, amount_tax: 0 },
}
const factsOf = (changes: object = {}) => paymentFactsOfSession(sessionSchema.parse({ ...session, ...changes }))

describe('what a Checkout Session says of a payment', () => {
  it('is read from a paid one', () => {
    expect(factsOf()).toEqual({
      checkoutId: 'cs_test_a1',
      paymentId: 'pi_1',
      orderId: 'order_1001',
      livemode: false,
      state: 'complete',
      money: 'captured',
      total: { amount: 5850, currency: 'USD' },
      subtotal: { amount: 5000, currency: 'USD' },
      presented: null,
      shipping: { amount: 850, currency: 'USD' },
      discount: { amount: 0, currency: 'USD' },
      tax: { amount: 0, currency: 'USD' },
      amountRefunded: 0,
      dispute: null,
      underReview: false,
      fraudWarning: null,
      shippingMethod: 'Budget',
      shippingAddress: {
        name: 'Ada Test',
        line1: '1 Main Street',
        line2: null,
        city: 'Hollywood',
        state: 'CA',
        postalCode: '90210',
        country: 'US',
        phone: '+15550100',
      },
      email: 'ada@example.com',
    })
  })

  const of = (status: string, changes: object = {}) => ({ ...intent, status, ...changes })
  const failed = { ...intent, status: 'requires_payment_method', last_payment_error: { type: 'card_error' } }
  it.each([
    ['F07: nothing was due', { payment_status: 'no_payment_required', payment_intent: null }, 'captured'],
    ['F04: unpaid', { payment_status: 'unpaid', payment_intent: { ...intent, status: 'processing' } }, 'processing'],
    [
      'F04: unpaid, and the payment was not expanded',
      { payment_status: 'unpaid', payment_intent: 'pi_1' },
      'processing',
    ],
    ['F05: a delayed payment failed', { payment_status: 'unpaid', payment_intent: failed }, 'failed'],
    [
      'a payment was cancelled',
      { payment_status: 'unpaid', payment_intent: { ...intent, status: 'canceled' } },
      'failed',
    ],
    [
      'F32: only authorised',
      { payment_status: 'unpaid', payment_intent: { ...intent, status: 'requires_capture' } },
      'processing',
    ],
    ['F32: only authorised, with an early word', { payment_intent: of('requires_capture') }, 'processing'],
    ['F32: an authorisation that lapsed', { payment_status: 'unpaid', payment_intent: of('canceled') }, 'failed'],
    ['F32: captured by a person, and the session lags', { payment_status: 'unpaid' }, 'captured'],
    ['F18: a payment status of the future', { payment_status: 'half_paid' }, 'processing'],
    ['open', { status: 'open', payment_status: 'unpaid', payment_intent: null }, 'none'],
    ['open, with an early word that it is paid', { status: 'open', payment_status: 'paid' }, 'none'],
    ['expired', { status: 'expired', payment_status: 'unpaid', payment_intent: null }, 'none'],
    ['open after a declined card', { status: 'open', payment_status: 'unpaid', payment_intent: failed }, 'none'],
  ])('%s: the money is %3$s', (_what, changes, money) => {
    expect(factsOf(changes).money).toBe(money)
  })

  const withCharge = (latest: unknown) => ({ payment_intent: { ...intent, latest_charge: latest } })
  it.each([
    ['F26: part of it', withCharge({ ...charge, amount_refunded: 2000 }), 2000],
    ['nothing of a payment without a charge', withCharge(null), 0],
    ['nothing without a payment', { payment_intent: null }, 0],
    ['unknown when the charge was not expanded', withCharge('ch_1'), null],
    ['unknown when the payment was not expanded', { payment_intent: 'pi_1' }, null],
    ['unknown when the payment does not name its charge', withCharge(undefined), null],
  ])('refunded: %s', (_what, changes, amountRefunded) => {
    expect(factsOf(changes)).toMatchObject({ amountRefunded, dispute: null })
  })

  it.each([
    ['JPY', 500, 500],
    ['KWD', 12500, 12500],
    ['ISK', 49900, 499],
    ['UGX', 100, 1],
    ['MGA', 7, 700],
  ])('F20: amounts in %s are whole minor units: %i is %i', (currency, said, amount) => {
    const zeroes = { amount_subtotal: 0, shipping_cost: null, total_details: null, payment_intent: null }
    const facts = factsOf({ ...zeroes, currency: currency.toLowerCase(), amount_total: said })
    expect(facts.total).toEqual({ amount, currency })
  })

  describe('the price', () => {
    it('knows what the customer saw in another currency', () => {
      const shown = { presentment_amount: 9900, presentment_currency: 'jpy' }
      expect(factsOf({ presentment_details: shown }).presented).toEqual({ amount: 9900, currency: 'JPY' })
      const same = { presentment_amount: 5850, presentment_currency: 'usd' }
      expect(factsOf({ presentment_details: same }).presented).toBeNull()
    })

    it('F19 is what was taken, where a person captured less than was asked for', () => {
      const less = { ...intent, amount_received: 4000 }
      expect(factsOf({ payment_intent: less }).total.amount).toBe(4000)
      expect(factsOf({ payment_intent: { ...less, currency: 'jpy' } }).total.amount).toBe(5850)
    })

    it('F07 is nothing where no payment was needed, whatever was asked for', () => {
      const free = { payment_status: 'no_payment_required', payment_intent: null }
      expect(factsOf(free)).toMatchObject({ money: 'captured', total: { amount: 0 } })
    })

    it('has its discount and its tax', () => {
      const total_details = { amount_discount: 500, amount_shipping: 850, amount_tax: 428 }
      expect(factsOf({ amount_total: 5778, total_details })).toMatchObject({
        subtotal: { amount: 5000 },
        discount: { amount: 500 },
        tax: { amount: 428 },
      })
    })

    it('has the lines for a remainder, where the server does not name them', () => {
      expect(factsOf({ amount_subtotal: undefined }).subtotal.amount).toBe(5000)
      const shipping = { amount_subtotal: undefined, total_details: null }
      expect(factsOf(shipping)).toMatchObject({ subtotal: { amount: 5000 }, shipping: { amount: 850 } })
    })
  })

  it.each([
    ['the client reference', { metadata: {} }, 'order_1001'],
    ['the metadata before a reference that a customer wrote', { client_reference_id: 'order_2' }, 'order_1001'],
    ['the metadata', { client_reference_id: null }, 'order_1001'],
    ['neither, when it is not ours', { client_reference_id: null, metadata: {} }, null],
    ['neither, when there is no metadata at all', { client_reference_id: '', metadata: null }, null],
  ])("takes the order's id from %s", (_where, changes, orderId) => {
    expect(factsOf(changes).orderId).toBe(orderId)
  })

  it.each([
    ['was not expanded', { shipping_rate: 'shr_1' }],
    ['names no method', { shipping_rate: { metadata: {} } }],
    ['is missing', { shipping_rate: null }],
  ])('knows no shipping method when the rate %s', (_what, cost) => {
    expect(factsOf({ shipping_cost: cost }).shippingMethod).toBeNull()
  })

  describe('the address', () => {
    const collected = (details: unknown) => ({ collected_information: { shipping_details: details } })

    it('is at the top level in versions before 2025-03-31', () => {
      const legacy = { name: 'Ada Test', phone: '+15550111', address: shippingAddress }
      const facts = factsOf({ collected_information: undefined, shipping_details: legacy })

      expect(facts.shippingAddress).toMatchObject({ line1: '1 Main Street', phone: '+15550111' })
    })

    it.each([
      ['nothing was collected', { collected_information: null }],
      ['no address was collected', collected({ name: 'Ada Test', address: null })],
      ['it has no street', collected({ name: 'Ada Test', address: { ...shippingAddress, line1: ' ' } })],
      ['it has no country', collected({ name: 'Ada Test', address: { ...shippingAddress, country: null } })],
      ['nobody is named', { ...collected({ name: '', address: shippingAddress }), customer_details: null }],
    ])('F65: is null when %s, never invented and never the billing address', (_what, changes) => {
      expect(factsOf(changes).shippingAddress).toBeNull()
    })

    it('F65: has null for what is empty', () => {
      const bare = { line1: ' 1 Harbour Rd ', line2: '', city: ' ', state: null, country: 'hk' }

      expect(factsOf(collected({ name: 'Ada Test', address: bare })).shippingAddress).toEqual({
        name: 'Ada Test',
        line1: '1 Harbour Rd',
        line2: null,
        city: null,
        state: null,
        postalCode: null,
        country: 'HK',
        phone: '+15550100',
      })
    })

    it('is for the card holder when it names nobody', () => {
      expect(factsOf(collected({ name: null, address: shippingAddress })).shippingAddress?.name).toBe('Ada Card')
    })
  })

  it.each([
    ['the typed address', {}, 'ada@example.com'],
    ['the one that was given', { customer_details: null, customer_email: 'given@example.com' }, 'given@example.com'],
    ['none', { customer_details: { name: null, email: '', phone: null } }, null],
  ])('has %s for e-mail', (_what, changes, email) => {
    expect(factsOf(changes).email).toBe(email)
  })

  it('of a session that only stores a card is no money in no currency', () => {
    const setup = { mode: 'setup', amount_total: null, currency: null, total_details: null, payment_intent: null }

    expect(factsOf(setup).total).toEqual({ amount: 0, currency: 'XXX' })
  })

  it.each([
    ['no status', { status: null }],
    ['a status of the future', { status: 'paused' }],
    ['a fraction for a total', { amount_total: 58.5 }],
    ['a number for a payment', { payment_intent: 7 }],
    ['no mode', { livemode: undefined }],
  ])('F18: is not guessed from a body with %s', (_what, changes) => {
    expect(sessionSchema.safeParse({ ...session, ...changes }).success).toBe(false)
  })
})
