import type Stripe from 'stripe'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { params, startTestStripe, type TestStripe, typesOf } from './stripe-simulator.test.data.ts'
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
    expect(await (await fetch(url)).text()).toContain('This payment is done.')
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
})
