import type Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hour, params, startTestStripe, type TestStripe, typesOf } from './stripe-simulator.test.data.ts'
import type { StripeSimulator } from './stripe-simulator.ts'

let shop: TestStripe
let stripe: Stripe
let simulator: StripeSimulator
beforeEach(async () => {
  shop = await startTestStripe()
  ;({ stripe, simulator } = shop)
})
afterEach(() => simulator.close())

type Params = Stripe.Checkout.SessionCreateParams
const { success_url, cancel_url, ...neither } = params
const { shipping_options: _, ...unshipped } = params
const embedded: Params = { ...neither, ui_mode: 'embedded_page', return_url: 'https://shop.test/back' }
const refusal = (asked: Params) =>
  stripe.checkout.sessions.create(asked).then(
    () => null,
    (error: unknown) => error,
  )

describe('a page of the shop', () => {
  it.each(['embedded_page', 'elements', 'form'] as const)(
    'as %s has a client secret in place of an address',
    async (mode) => {
      const session = await stripe.checkout.sessions.create({ ...embedded, ui_mode: mode })
      expect(session).toMatchObject({
        ui_mode: mode,
        url: null,
        success_url: null,
        return_url: 'https://shop.test/back',
        redirect_on_completion: 'always',
      })
      expect(session.client_secret?.startsWith(`${session.id}_secret_`)).toBe(true)
      simulator.pay(session.id)
      expect(await stripe.checkout.sessions.retrieve(session.id)).toMatchObject({ payment_status: 'paid' })
    },
  )

  it.each<[string, Params, string]>([
    ['a hosted page without a way back', neither, 'success_url'],
    ['a hosted page with return_url', { ...params, return_url: 'https://shop.test/back' }, 'return_url'],
    ['an embedded page with success_url', { ...embedded, success_url: String(success_url) }, 'success_url'],
    ['an embedded page with cancel_url', { ...embedded, cancel_url: String(cancel_url) }, 'cancel_url'],
    ['an embedded page without return_url', { ...neither, ui_mode: 'embedded_page' }, 'return_url'],
  ])('refuses %s', async (_what, asked, param) => {
    expect(await refusal(asked)).toMatchObject({ statusCode: 400, param })
  })
})

describe('a discount', () => {
  it('F07: given a coupon of 100 % and free shipping, then nothing is to be paid', async () => {
    await stripe.coupons.create({ id: 'free', percent_off: 100, name: 'A present' })
    const { id, total_details: details } = await stripe.checkout.sessions.create({
      ...unshipped,
      discounts: [{ coupon: 'free' }],
    })
    expect(details).toMatchObject({ amount_discount: 5000 })
    expect(() => simulator.decline(id)).toThrow(/asks for no payment/)

    expect(simulator.pay(id)).toMatchObject({
      payment_status: 'no_payment_required',
      payment_intent: null,
      amount_total: 0,
      status: 'complete',
    })
    await simulator.idle()
    expect(typesOf(shop)).toEqual(['checkout.session.completed'])
    expect(await stripe.coupons.retrieve('free')).toMatchObject({ times_redeemed: 1 })
    expect(simulator.ledger().charges).toEqual([])
  })

  it('by a code that the customer types counts as used, is shown, and never lessens shipping', async () => {
    await stripe.coupons.create({ id: 'five', amount_off: 500, currency: 'usd', max_redemptions: 1 })
    const code = await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: 'five' }, code: 'SPRING' })
    const { id } = await stripe.checkout.sessions.create({ ...params, allow_promotion_codes: true })
    const other = await stripe.checkout.sessions.create({ ...params, allow_promotion_codes: true })

    expect(() => simulator.pay(id, { promotionCode: 'AUTUMN' })).toThrow(/invalid/)
    simulator.pay(id, { promotionCode: 'spring' })
    const paid = await stripe.checkout.sessions.retrieve(id, {
      expand: ['total_details.breakdown', 'line_items.data.discounts', 'discounts.promotion_code'],
    })
    expect(paid).toMatchObject({
      amount_subtotal: 5000,
      amount_total: 5350,
      total_details: {
        amount_discount: 500,
        amount_shipping: 850,
        breakdown: { discounts: [{ amount: 500, discount: { promotion_code: code.id, source: { coupon: 'five' } } }] },
      },
      discounts: [{ coupon: null, promotion_code: { code: 'SPRING', times_redeemed: 1 } }],
      line_items: { data: [{ amount_discount: 500, amount_total: 4500, discounts: [{ amount: 500 }] }] },
    })
    expect(await stripe.promotionCodes.retrieve(code.id)).toMatchObject({ active: false })
    expect(await stripe.coupons.retrieve('five')).toMatchObject({ valid: false, times_redeemed: 1 })
    expect(() => simulator.pay(other.id, { promotionCode: 'SPRING' })).toThrow(/invalid/)
  })

  it('is found by code, switched off, and kept from small carts', async () => {
    await stripe.coupons.create({ id: 'ten', percent_off: 10 })
    const promotion = { type: 'coupon', coupon: 'ten' } as const
    const big = { minimum_amount: 10_000, minimum_amount_currency: 'usd' }
    const code = await stripe.promotionCodes.create({ promotion, code: 'BIG', restrictions: big })
    expect((await stripe.promotionCodes.list({ code: 'BIG' })).data).toMatchObject([{ id: code.id }])
    await expect(stripe.promotionCodes.create({ promotion, code: 'big' })).rejects.toMatchObject({ param: 'code' })
    expect(await refusal({ ...params, discounts: [{ promotion_code: code.id }] })).toMatchObject({ statusCode: 400 })

    await stripe.promotionCodes.update(code.id, { active: false })
    expect((await stripe.promotionCodes.list({ active: true })).data).toEqual([])
    expect(await stripe.coupons.del('ten')).toMatchObject({ deleted: true })
    await expect(stripe.coupons.retrieve('ten')).rejects.toMatchObject({ statusCode: 404 })
  })

  it.each<[string, () => Promise<unknown>, object]>([
    [
      'two ways at once',
      () => refusal({ ...params, discounts: [{ coupon: 'x' }], allow_promotion_codes: true }),
      { param: 'discounts' },
    ],
    [
      'an unknown coupon',
      () => refusal({ ...params, discounts: [{ coupon: 'x' }] }),
      { code: 'resource_missing', statusCode: 400 },
    ],
    ['neither amount nor share', () => stripe.coupons.create({ id: 'x' }).catch((error) => error), { statusCode: 400 }],
    [
      'an amount of no currency',
      () => stripe.coupons.create({ amount_off: 1 }).catch((error) => error),
      { param: 'currency' },
    ],
  ])('refuses %s', async (_what, ask, error) => {
    expect(await ask()).toMatchObject(error)
  })

  it('in another currency is refused', async () => {
    await stripe.coupons.create({ id: 'euros', amount_off: 100, currency: 'eur' })
    expect(await refusal({ ...params, discounts: [{ coupon: 'euros' }] })).toMatchObject({ message: /for eur/ })
  })
})

describe('tax and local prices', () => {
  it('given automatic tax, then it comes on top when the address is known', async () => {
    const session = await stripe.checkout.sessions.create({ ...params, automatic_tax: { enabled: true } })
    expect(session.automatic_tax).toMatchObject({ enabled: true, status: 'requires_location_inputs' })

    simulator.pay(session.id, { tax: 413 })
    expect(await stripe.checkout.sessions.retrieve(session.id, { expand: ['line_items.data.taxes'] })).toMatchObject({
      amount_total: 6263,
      automatic_tax: { status: 'complete' },
      total_details: { amount_tax: 413 },
      line_items: { data: [{ amount_tax: 413, amount_total: 5413, taxes: [{ amount: 413 }] }] },
    })
  })

  it('given none, then there is no tax to pay', async () => {
    const { id } = await stripe.checkout.sessions.create(params)
    expect(() => simulator.pay(id, { tax: 1 })).toThrow(/no automatic tax/)
  })

  it('given adaptive pricing, then what the customer saw stands beside the settlement amounts', async () => {
    const { id } = await stripe.checkout.sessions.create({ ...params, adaptive_pricing: { enabled: true } })
    simulator.pay(id, { presentment: { amount: 5401, currency: 'EUR' } })
    const seen = { presentment_amount: 5401, presentment_currency: 'eur' }
    expect(await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent.latest_charge'] })).toMatchObject({
      amount_total: 5850,
      currency: 'usd',
      presentment_details: seen,
      payment_intent: { amount: 5850, presentment_details: seen, latest_charge: { presentment_details: seen } },
    })
    const { id: plain } = await stripe.checkout.sessions.create(params)
    expect(() => simulator.pay(plain, { presentment: { amount: 1, currency: 'eur' } })).toThrow(/adaptive/)
  })

  it.each<[string, string, number, object]>([
    ['kwd', 'a last digit', 1001, { code: 'parameter_invalid_integer' }],
    ['isk', 'decimals', 1050, { code: 'parameter_invalid_integer' }],
    ['usd', 'less than Stripe takes', 49, { code: 'amount_too_small' }],
    ['usd', 'more than Stripe takes', 100_000_000, { code: 'amount_too_large' }],
  ])('in %s refuses %s', async (currency, _what, amount, error) => {
    const line_items = [{ quantity: 1, price_data: { currency, unit_amount: amount, product_data: { name: 'Print' } } }]
    expect(await refusal({ ...unshipped, line_items })).toMatchObject(error)
  })
})

describe('a session that expires', () => {
  it('can be recovered by a new one like it, for thirty days', async () => {
    const { id } = await stripe.checkout.sessions.create({
      ...params,
      after_expiration: { recovery: { enabled: true, allow_promotion_codes: true } },
    })
    simulator.decline(id)
    shop.clock.advance(24 * hour)
    const expired = await stripe.checkout.sessions.retrieve(id, { expand: ['payment_intent'] })
    expect(expired).toMatchObject({
      status: 'expired',
      url: null,
      after_expiration: { recovery: { expires_at: expired.expires_at + 30 * 86_400 } },
      payment_intent: { status: 'canceled' },
    })

    const answer = await fetch(expired.after_expiration?.recovery?.url ?? '', { redirect: 'manual' })
    const [recovered] = (await stripe.checkout.sessions.list({ status: 'open' })).data
    expect(answer.headers.get('location')).toBe(recovered?.url)
    expect(recovered).toMatchObject({
      recovered_from: id,
      amount_total: 5850,
      allow_promotion_codes: true,
      client_reference_id: 'order_1',
    })
    shop.clock.advance(31 * 24 * hour)
    expect((await fetch(expired.after_expiration?.recovery?.url ?? '', { redirect: 'manual' })).status).toBe(400)
  })
})

describe('what the API shows', () => {
  it('expands lines, their prices and products, with the metadata of each', async () => {
    const [line] = params.line_items ?? []
    const { id } = await stripe.checkout.sessions.create({
      ...params,
      line_items: [
        {
          quantity: 2,
          metadata: { sku: 'A' },
          price_data: {
            currency: 'usd',
            unit_amount: 2500,
            product_data: { name: line?.price_data?.product_data?.name ?? '', metadata: { product_id: 'sunrise' } },
          },
        },
      ],
    })
    const expand = ['line_items.data.price.product']
    expect(await stripe.checkout.sessions.retrieve(id, { expand })).toMatchObject({
      line_items: { data: [{ metadata: { sku: 'A' }, price: { product: { metadata: { product_id: 'sunrise' } } } }] },
    })
    const listed = await stripe.checkout.sessions.list({
      expand: ['data.line_items', 'data.shipping_cost.shipping_rate'],
    })
    expect(listed.data).toMatchObject([
      { line_items: { data: [{ quantity: 2 }] }, shipping_cost: { shipping_rate: { display_name: 'Budget' } } },
    ])
    const lines = await stripe.checkout.sessions.listLineItems(id, { expand: ['data.price.product'] })
    expect(lines.data).toMatchObject([{ price: { product: { name: line?.price_data?.product_data?.name } } }])
    await expect(
      stripe.checkout.sessions.list({ expand: ['data.line_items.data.price.product'] }),
    ).rejects.toMatchObject({ message: /more than 4 levels/ })
  })

  it('sells what is kept at Stripe: products, prices, shipping rates', async () => {
    const product = await stripe.products.create({ name: 'Sunrise', metadata: { sku: 'A' } })
    const price = await stripe.prices.create({ product: product.id, currency: 'usd', unit_amount: 4900 })
    const rate = await stripe.shippingRates.create({
      display_name: 'Standard',
      type: 'fixed_amount',
      fixed_amount: { amount: 900, currency: 'usd' },
    })
    const session = await stripe.checkout.sessions.create({
      ...params,
      line_items: [{ price: price.id, quantity: 1 }],
      shipping_options: [{ shipping_rate: rate.id }],
    })
    expect(session).toMatchObject({ amount_total: 5800, shipping_cost: { shipping_rate: rate.id } })
    expect((await stripe.prices.list({ product: product.id })).data).toMatchObject([{ id: price.id }])
    expect((await stripe.products.list({ active: true })).data).toMatchObject([{ id: product.id }])
    expect(await stripe.prices.retrieve(price.id)).toMatchObject({ unit_amount: 4900 })
    expect(await stripe.products.retrieve(product.id)).toMatchObject({ name: 'Sunrise' })
    expect((await stripe.shippingRates.list()).data[0]).toMatchObject({ id: rate.id })
  })

  it('finds sessions by payment, status and e-mail, and changes their metadata and shipping', async () => {
    const { id } = await stripe.checkout.sessions.create({ ...params, customer_email: 'bo@example.com' })
    await stripe.checkout.sessions.create(params)
    const changed = await stripe.checkout.sessions.update(id, {
      metadata: { order_id: '', note: 'x' },
      shipping_options: [
        {
          shipping_rate_data: {
            display_name: 'Free',
            type: 'fixed_amount',
            fixed_amount: { amount: 0, currency: 'usd' },
          },
        },
      ],
    })
    expect(changed).toMatchObject({ metadata: { note: 'x' }, amount_total: 5000 })
    expect(changed.metadata).not.toHaveProperty('order_id')

    const intent = String(simulator.pay(id).payment_intent)
    for (const by of [
      { payment_intent: intent },
      { status: 'complete' },
      { customer_details: { email: 'bo@example.com' } },
    ] as const) {
      expect((await stripe.checkout.sessions.list(by)).data.map((session) => session.id)).toEqual([id])
    }
    expect((await stripe.paymentIntents.list({ created: { gte: 0 } })).data).toMatchObject([{ id: intent }])
    expect((await stripe.charges.list({ payment_intent: intent })).data).toMatchObject([{ payment_intent: intent }])
    expect(await stripe.paymentIntents.update(intent, { metadata: { seen: 'yes' } })).toMatchObject({
      metadata: { order_id: 'order_1', seen: 'yes' },
    })
  })

  it('repeats what a shop asks for beside the payment', async () => {
    const session = await stripe.checkout.sessions.create({
      ...params,
      billing_address_collection: 'required',
      consent_collection: { terms_of_service: 'required' },
      permissions: { update_shipping_details: 'server_only' },
      custom_text: { submit: { message: 'Made for you.' } },
      tax_id_collection: { enabled: true },
      excluded_payment_method_types: ['klarna'],
      submit_type: 'pay',
    })
    expect(session).toMatchObject({
      billing_address_collection: 'required',
      consent: null,
      consent_collection: { terms_of_service: 'required', promotions: null },
      permissions: { update_shipping_details: 'server_only' },
      custom_text: { submit: { message: 'Made for you.' }, after_submit: null },
      tax_id_collection: { enabled: true },
      excluded_payment_method_types: ['klarna'],
      submit_type: 'pay',
    })
    expect(simulator.pay(session.id)).toMatchObject({
      consent: { terms_of_service: 'accepted' },
      customer_details: { address: { country: 'US', postal_code: '90210', line1: null } },
    })
  })

  it('takes an address from the shop itself, while the session is open', async () => {
    const { shipping_address_collection: _, ...plain } = params
    const { id } = await stripe.checkout.sessions.create(plain)
    const address = { line1: '2 Elm', city: 'Leeds', postal_code: 'LS1 1AA', country: 'GB' }
    const collected_information = { shipping_details: { name: 'Bo Test', address } }
    await stripe.checkout.sessions.update(id, { collected_information })
    expect(simulator.pay(id)).toMatchObject({
      collected_information: { shipping_details: { name: 'Bo Test', address } },
    })
    await expect(stripe.checkout.sessions.update(id, { collected_information })).rejects.toMatchObject({
      statusCode: 400,
    })
  })

  it('explains a refusal as Stripe does', async () => {
    await expect(stripe.paymentIntents.retrieve('pi_none')).rejects.toMatchObject({
      code: 'resource_missing',
      param: 'intent',
      doc_url: 'https://stripe.com/docs/error-codes/resource-missing',
      raw: { request_log_url: expect.stringMatching(/^https:\/\/dashboard\.stripe\.com\/test\/logs\/req_/) },
      requestId: expect.stringMatching(/^req_/),
    })
  })

  it('lists sessions by their time of creation', async () => {
    const first = await stripe.checkout.sessions.create(params)
    shop.clock.advance(hour)
    const second = await stripe.checkout.sessions.create(params)
    const ids = async (created: Stripe.RangeQueryParam) =>
      (await stripe.checkout.sessions.list({ created })).data.map(({ id }) => id)
    expect(await ids({ gt: first.created })).toEqual([second.id])
    expect(await ids({ lt: second.created })).toEqual([first.id])
    expect(await ids({ gte: first.created, lte: second.created })).toEqual([second.id, first.id])
  })
})
