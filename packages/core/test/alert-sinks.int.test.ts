import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Alert, type AlertSink, createMemoryStorage } from '@quoin/core'
import { slackAlerts, webhookAlerts } from '@quoin/core/alerts'
import { verifyWebhook } from '@quoin/core/outgoing'
import { createManualClock, openTestShop } from '@quoin/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

interface Received {
  readonly path: string
  readonly headers: Record<string, string | string[] | undefined>
  readonly body: string
}

/** A chat, or a pager: whatever takes a POST. */
let origin: string
let received: Received[]
let answers: { readonly status: number; readonly headers?: Record<string, string> }[]
let close: () => Promise<unknown>
beforeEach(async () => {
  received = []
  answers = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk)
    received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks).toString() })
    const { status, headers } = answers.shift() ?? { status: 200 }
    response.writeHead(status, headers).end('ok')
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  origin = `http://127.0.0.1:${port}`
  close = async () => {
    server.closeAllConnections()
    server.close()
    await once(server, 'close')
  }
})
afterEach(() => close())

const secret = `whsec_${btoa('what the shop and its pager share')}`
const path = '/services/T0/B0/the-secret-of-the-room'
const clock = createManualClock('2026-03-01T09:00:00Z')
const alert: Alert = {
  id: '0198f0c2-7d4a-8c3e-9a61-3f1f7f7f0a01',
  key: 'order:retries_exhausted:submit_fulfillment',
  state: 'firing',
  severity: 'critical',
  code: 'retries_exhausted',
  message: 'The lab <Nord & Süd> does not answer <!channel>.',
  orderId: '0198f0c2-7d4a-7c3e-9a61-3f1f7f7f0a02',
  orderNumber: '7KQ2M-X9RTA',
  facts: { subject: 'submit_fulfillment', attempts: 12, isLast: true, path: null },
  at: new Date('2026-03-01T08:59:00Z'),
}
const thrownBy = (sink: AlertSink) => sink.send(alert).catch((error: unknown) => error)

describe('alerts to a chat', () => {
  const slack = () => slackAlerts({ webhookUrl: `${origin}${path}` })

  it('given one fires, then the room reads what, of which order, and the facts; no text of it is a command', async () => {
    await slack().send(alert)
    expect(received).toHaveLength(1)
    expect(received[0]).toMatchObject({ path, headers: { 'content-type': 'application/json' } })
    expect(JSON.parse(received[0]?.body ?? '')).toEqual({
      text: '*Critical* Order 7KQ2M-X9RTA: The lab &lt;Nord &amp; Süd&gt; does not answer &lt;!channel&gt;.',
      attachments: [
        {
          color: '#c62828',
          fallback: 'retries_exhausted',
          fields: [
            { title: 'code', value: 'retries_exhausted', short: true },
            { title: 'subject', value: 'submit_fulfillment', short: true },
            { title: 'attempts', value: '12', short: true },
            { title: 'isLast', value: 'true', short: true },
          ],
        },
      ],
    })
  })

  it.each([
    ['resolved', { state: 'resolved' }, '*Resolved* Order 7KQ2M-X9RTA: Fine', '#2e7d32'],
    ['a warning of no order', { severity: 'warning', orderNumber: null }, '*Warning* Fine', '#ed6c02'],
  ] as const)('given it is %s, then the room sees that', async (_, part, text, color) => {
    await slack().send({ ...alert, message: 'Fine', ...part })
    expect(JSON.parse(received[0]?.body ?? '')).toMatchObject({ text, attachments: [{ color }] })
  })

  it.each([
    [{ status: 500 }, 'retryable', undefined],
    [{ status: 404 }, 'retryable', undefined],
    [{ status: 429, headers: { 'Retry-After': '7' } }, 'retryable', 7_000],
    [{ status: 302, headers: { Location: 'https://elsewhere.example' } }, 'retryable', undefined],
    [{ status: 410 }, 'permanent', undefined],
  ])('given the answer %o, then it is %s, and the address stays a secret', async (answer, retry, retryAfterMs) => {
    answers = [answer]
    const error = await thrownBy(slack())
    expect(error).toMatchObject({ code: 'webhook_not_delivered', retry, retryAfterMs })
    expect(String(error)).toContain(origin)
    expect(String(error)).not.toContain('the-secret-of-the-room')
    expect(received).toHaveLength(1)
  })

  it('given nobody listens there, then it is tried again', async () => {
    await close()
    const sink = slackAlerts({ webhookUrl: 'http://127.0.0.1:9/services/the-secret-of-the-room' })
    expect(await thrownBy(sink)).toMatchObject({ code: 'webhook_not_delivered', retry: 'retryable' })
    close = async () => {}
  })
})

describe('alerts to a pager', () => {
  it('given one fires, then it is signed, and tells all there is', async () => {
    await webhookAlerts({ url: `${origin}/hooks`, secret, clock }).send(alert)
    const [webhook] = received
    if (!webhook) throw new Error('Nothing came.')
    const verified = await verifyWebhook({ ...webhook, secret, now: clock.now() })
    expect(verified).toEqual({ id: alert.id, sentAt: clock.now() })
    const { id: _, at: __, ...data } = alert
    expect(JSON.parse(webhook.body)).toEqual({ type: 'alert.firing', timestamp: '2026-03-01T08:59:00.000Z', data })
  })

  it('given a secret that is replaced, then each of the two verifies it', async () => {
    const next = `whsec_${btoa('what the two of them will share soon')}`
    await webhookAlerts({ url: origin, secret: [secret, next], clock }).send({ ...alert, state: 'resolved' })
    const [webhook] = received
    if (!webhook) throw new Error('Nothing came.')
    expect(JSON.parse(webhook.body)).toMatchObject({ type: 'alert.resolved', data: { state: 'resolved' } })
    for (const one of [secret, next]) await verifyWebhook({ ...webhook, secret: one, now: clock.now() })
  })
})

describe('what a sink is made of', () => {
  it.each<[string, () => AlertSink]>([
    ['webhookUrl', () => slackAlerts({ webhookUrl: 'http://chat.example/the-secret' })],
    ['webhookUrl', () => slackAlerts({ webhookUrl: 'the-secret' })],
    ['url', () => webhookAlerts({ url: 'https://ada:the-secret@pager.example', secret })],
    ['secret', () => webhookAlerts({ url: 'https://pager.example', secret: 'the-secret' })],
    ['timeoutMs', () => slackAlerts({ webhookUrl: 'https://chat.example', timeoutMs: 0 })],
    ['timeoutMs', () => slackAlerts({ webhookUrl: 'https://chat.example', timeoutMs: 60_001 })],
  ])('given a %s that is none, then it is refused by its name only', (option, make) => {
    expect(make).toThrow(expect.objectContaining({ code: 'invalid_options' }))
    expect(make).toThrow(`${option}: needs`)
    expect(make).not.toThrow('the-secret')
  })

  it('given no names, then each kind has its own, and another can be given', () => {
    const webhookUrl = 'https://chat.example'
    expect(slackAlerts({ webhookUrl }).channel).toBe('slack')
    expect(slackAlerts({ webhookUrl, channel: 'night watch' }).channel).toBe('night watch')
    expect(webhookAlerts({ url: webhookUrl, secret }).channel).toBe('webhook')
  })
})

describe('a shop with both', () => {
  it('given a chat that fails at first, then both hear once of it, and no log knows the address', async () => {
    const shopClock = createManualClock(new Date())
    const alerts = [
      slackAlerts({ webhookUrl: `${origin}${path}` }),
      webhookAlerts({ url: `${origin}/hooks`, secret, clock: shopClock }),
    ]
    const shop = await openTestShop({
      storage: createMemoryStorage({ clock: shopClock }),
      clock: shopClock,
      overrides: { alerts, health: { stageSlos: { submitted: 60_000 } } },
    })
    await shop.buy()
    await shop.settle()
    answers = [{ status: 503 }, { status: 503 }, { status: 503 }]
    await shop.pass(20 * 60_000)
    const accepted = received.slice(3)
    expect(accepted.filter((one) => one.path === path)).toHaveLength(1)
    expect(accepted.filter((one) => one.path === '/hooks')).toHaveLength(1)
    expect(new Set(received.filter((one) => one.path === '/hooks').map((one) => one.headers['webhook-id'])).size).toBe(
      1,
    )
    const told = [shop.logs, await shop.storage.jobStats(), await shop.quoin.health()]
    expect(JSON.stringify(told)).not.toContain('the-secret-of-the-room')
    expect(shop.logs.join()).toContain('A job failed and will be tried again.')
    await shop.close()
  })
})
