import { createHmac } from 'node:crypto'
import { expect, it, vi } from 'vitest'
import { stripePayments } from './stripe-payments.ts'

vi.mock('stripe', () => {
  throw new Error('The stripe package was loaded.')
})

it('loads the stripe package at the first call, not for webhooks', async () => {
  const payments = stripePayments({ secretKey: 'sk_test_1', webhookSecrets: 'whsec_1' })
  const text = JSON.stringify({ id: 'evt_1', type: 'customer.created', livemode: false, data: { object: {} } })
  const now = new Date('2026-01-01T00:00:00Z')
  const digest = createHmac('sha256', 'whsec_1')
    .update(`${now.getTime() / 1000}.${text}`)
    .digest('hex')
  const signature = `t=${now.getTime() / 1000},v1=${digest}`

  const event = await payments.verifyWebhook({ body: new TextEncoder().encode(text), signature, now })
  expect(event.id).toBe('evt_1')
  await expect(payments.ping()).rejects.toMatchObject({ code: 'payment_provider_failed' })
})
