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

describe('the pay page', () => {
  let id: string
  let url: string
  beforeEach(async () => {
    const session = await stripe.checkout.sessions.create(params)
    id = session.id
    url = session.url ?? ''
  })
  const submit = (fields: Record<string, string>) =>
    fetch(url, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })
  const address = { name: 'Bo Test', line1: '2 Elm', city: 'Leeds', postal_code: 'LS1 1AA', country: 'GB' }

  it('F95: shows what is bought, escaped', async () => {
    const page = await (await fetch(url)).text()

    expect(page).toContain('Print &lt;b&gt;12×16&lt;/b&gt;')
    expect(page).not.toContain('<b>12×16')
    expect(page).toContain('50.00 USD')
    expect(page).toContain('Express (18.50 USD)')
  })

  it('takes the money and leads back to the shop, which has heard of it', async () => {
    const response = await submit({ action: 'card', shippingIndex: '1', ...address })

    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`https://shop.test/thanks?session_id=${id}`)
    expect(typesOf(shop)).toContain('checkout.session.completed')
    expect(simulator.ledger().charges).toMatchObject([{ sessionId: id, amount: 6850 }])
    const session = await stripe.checkout.sessions.retrieve(id)
    expect(session.collected_information?.shipping_details).toMatchObject({
      name: 'Bo Test',
      address: { country: 'GB' },
    })
    const closed = await (await fetch(url)).text()
    expect(closed).toContain('This payment is done.')
    expect(closed).toContain(`<a href="https://shop.test/thanks?session_id=${id}">Back to the shop</a>`)
  })

  it.each([
    ['a decline', { action: 'decline' }, 'The card was declined.'],
    [
      'an address that is incomplete',
      { action: 'card', ...address, line1: ' ' },
      'Name, address and country are needed.',
    ],
    ['a country that is not served', { action: 'card', ...address, country: 'FR' }, 'does not ship to FR'],
    ['no action', address, 'The form is incomplete.'],
  ])('stays open after %s', async (_what, fields, message) => {
    const response = await submit(fields)

    expect(response.status).toBe(402)
    expect(await response.text()).toContain(message)
    expect(simulator.ledger().charges).toEqual([])
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'open' })
  })

  it.each([
    ['4000 0000 0000 0002', 'Your card was declined.'],
    ['4000000000009995', 'Your card has insufficient funds.'],
    ['42', 'Your card number is incorrect.'],
  ])('stays open when the card %s is typed, and keeps what was typed', async (card, message) => {
    const response = await submit({ action: 'card', card, ...address })
    expect(response.status).toBe(402)
    const page = await response.text()
    expect(page).toContain(message)
    expect(page).toContain(`value="${card}"`)
    expect(page).toContain('value="Bo Test"')
  })

  it('leads to the bank for 3-D Secure, and back', async () => {
    const asked = await submit({ action: 'card', card: '4000002500003155', ...address })
    expect(asked.headers.get('location')).toBe(`/pay/${id}/authenticate`)
    const bank = `${url}/authenticate`
    expect(await (await fetch(bank)).text()).toContain('58.50 USD')
    const answer = (outcome: string) =>
      fetch(bank, { method: 'POST', body: new URLSearchParams({ outcome }), redirect: 'manual' })

    const failed = await answer('failed')
    expect(failed.status).toBe(402)
    expect(await failed.text()).toContain('did not confirm')
    expect((await fetch(bank, { redirect: 'manual' })).headers.get('location')).toBe(`/pay/${id}`)
    await submit({ action: 'card', card: '4000002500003155', ...address })
    expect((await answer('succeeded')).headers.get('location')).toContain('shop.test/thanks')
    expect(simulator.ledger().charges).toMatchObject([{ amount: 5850 }])
  })

  it('takes a bank debit that settles later', async () => {
    await submit({ action: 'card', method: 'sepa_debit', iban: 'AT611904300234573201', ...address })
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ status: 'complete', payment_status: 'unpaid' })
    shop.clock.advance(180_000)
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: 'paid' })
  })

  it('by the shortcut, takes a delayed payment that is settled by hand', async () => {
    await submit({ action: 'delayed', iban: 'AT611904300234573201', ...address })
    shop.clock.advance(hour)
    expect(await stripe.checkout.sessions.retrieve(id)).toMatchObject({ payment_status: 'unpaid' })
  })

  it('counts a promotion code and another way to ship into the total, before anything is paid', async () => {
    await stripe.coupons.create({ id: 'half', percent_off: 50 })
    await stripe.promotionCodes.create({ promotion: { type: 'coupon', coupon: 'half' }, code: 'HALF' })
    const other = await stripe.checkout.sessions.create({ ...params, allow_promotion_codes: true })
    const send = (fields: Record<string, string>) =>
      fetch(other.url ?? '', { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' })

    const wrong = await send({ action: 'apply', promotionCode: 'DOUBLE' })
    expect([wrong.status, await wrong.text()]).toEqual([402, expect.stringContaining('This code is invalid.')])
    const applied = await (await send({ action: 'apply', promotionCode: 'half', shippingIndex: '1' })).text()
    expect(applied).toContain('Discount (HALF)')
    expect(applied).toContain('Pay 43.50 USD')
    const taken = await (await send({ action: 'apply', promotionCode: '', shippingIndex: '0' })).text()
    expect(taken).toContain('Pay 58.50 USD')

    await send({ action: 'card', promotionCode: 'HALF', shippingIndex: '1', ...address })
    expect(await stripe.checkout.sessions.retrieve(other.id)).toMatchObject({
      payment_status: 'paid',
      amount_total: 4350,
    })
  })

  it('stands in for a page of the shop, below the id or the client secret, and leads to its return_url', async () => {
    const { success_url: _, cancel_url: __, ...rest } = params
    const back = {
      ...rest,
      ui_mode: 'embedded_page',
      return_url: 'https://shop.test/back?id={CHECKOUT_SESSION_ID}',
    } as const
    const session = await stripe.checkout.sessions.create(back)
    const page = `${simulator.url}/pay/${session.client_secret}`
    expect(await (await fetch(page)).text()).toContain('in place of what embedded_page would show')
    const body = new URLSearchParams({ action: 'card', ...address })
    const paid = await fetch(page, { method: 'POST', body, redirect: 'manual' })
    expect(paid.headers.get('location')).toBe(`https://shop.test/back?id=${session.id}`)

    const { return_url: ___, ...never } = back
    const stays = await stripe.checkout.sessions.create({ ...never, redirect_on_completion: 'never' })
    const done = await fetch(`${simulator.url}/pay/${stays.id}`, { method: 'POST', body })
    expect([done.status, await done.text()]).toEqual([200, expect.stringContaining('This payment is done.')])
  })

  it('asks for no card when nothing is to be paid', async () => {
    await stripe.coupons.create({ id: 'free', percent_off: 100 })
    const { shipping_options: _, ...unshipped } = params
    const free = await stripe.checkout.sessions.create({ ...unshipped, discounts: [{ coupon: 'free' }] })
    const page = await (await fetch(free.url ?? '')).text()
    expect(page).toContain('Complete order')
    expect(page).not.toContain('Card number')
  })
})
