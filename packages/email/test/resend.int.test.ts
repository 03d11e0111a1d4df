import { emailNotifier } from '@quoin/email'
import { resendTransport } from '@quoin/email/resend'
import { notificationFixture, orderFixture } from '@quoin/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openResendServer, type ResendServer } from './resend-server.ts'

const order = orderFixture({ email: 'ada@customer.example' })
const confirmed = notificationFixture(order)
const told = (notification = confirmed, about = order) => ({ notification, order: about, idempotencyKey: 'unused' })

let resend: ResendServer
beforeEach(async () => {
  resend = await openResendServer()
})
afterEach(() => resend.close())

function notifier(name = 'Sunrise Prints') {
  return emailNotifier({
    transport: resendTransport({ apiKey: 're_secret', baseUrl: resend.url }),
    from: 'orders@shop.example',
    brand: { name, url: 'https://shop.example', replyTo: 'hello@shop.example' },
  })
}

describe('mails by Resend', () => {
  it('given a confirmation, then Resend is asked to send it once, with a key of the notification', async () => {
    await notifier().notify(told())
    const [call] = resend.calls
    expect(call?.path).toBe('/emails')
    expect(call?.headers).toMatchObject({
      authorization: 'Bearer re_secret',
      'idempotency-key': `email:${confirmed.id}`,
      'content-type': 'application/json',
    })
    expect(call?.body).toMatchObject({
      from: '"Sunrise Prints" <orders@shop.example>',
      to: ['ada@customer.example'],
      reply_to: 'hello@shop.example',
      subject: `Thank you for your order ${order.number}`,
      html: expect.stringContaining('$250.11'),
      text: expect.stringContaining('$250.11'),
      headers: { 'Auto-Submitted': 'auto-generated', References: `<${order.id}.email@shop.example>` },
    })
  })

  it('given another mail of the order, then it is in the thread of the first', async () => {
    await notifier().notify(told(notificationFixture(order, { type: 'order_delivered' })))
    const thread = `<${order.id}.email@shop.example>`
    expect(resend.calls[0]?.body['headers']).toMatchObject({ 'In-Reply-To': thread, References: thread })
  })

  it('F95 given a name with quotes, brackets and line ends, then it stays the name of one sender', async () => {
    await notifier('A "B" <evil@other.example>\r\nBcc: c@other.example').notify(told())
    const name = 'A \\"B\\" <evil@other.example> Bcc: c@other.example'
    expect(resend.calls[0]?.body['from']).toBe(`"${name}" <orders@shop.example>`)
  })

  it('F87 given a mail whose answer was lost, then it is tried again with its key, and sent once', async () => {
    resend.answerNext(null)
    await expect(notifier().notify(told())).rejects.toMatchObject({ code: 'email_provider_failed', retry: 'unknown' })
    await notifier().notify(told())
    expect([resend.calls.length, resend.mails.size]).toEqual([2, 1])
  })

  it('F87 given the order has changed since the answer was lost, then the mail of before is the one that was sent', async () => {
    resend.answerNext(null)
    await expect(notifier().notify(told())).rejects.toMatchObject({ retry: 'unknown' })
    await notifier().notify(told(confirmed, { ...order, shippingAddress: null }))
    expect([resend.calls.length, resend.mails.size]).toEqual([2, 1])
  })

  it.each([
    [422, 'validation_error', 'permanent', undefined],
    [400, 'validation_error', 'permanent', undefined],
    [422, 'invalid_from_address', 'retryable', undefined],
    [403, 'validation_error', 'retryable', undefined],
    [401, 'missing_api_key', 'retryable', undefined],
    [403, 'invalid_api_key', 'retryable', undefined],
    [409, 'concurrent_idempotent_requests', 'retryable', undefined],
    [429, 'daily_quota_exceeded', 'retryable', 3_600_000],
    [500, 'internal_server_error', 'unknown', undefined],
    [302, 'found', 'unknown', undefined],
  ] as const)(
    'given %i %s, then it is %s, and says neither address nor key',
    async (status, name, retry, retryAfterMs) => {
      const message = 'Invalid `to`: ada@customer.example, key re_secret'
      resend.answerNext({
        status,
        body: { statusCode: status, name, message },
        headers: { location: 'http://127.0.0.1:9' },
      })
      const error = await notifier()
        .notify(told())
        .catch((cause: unknown) => cause)
      expect(error).toMatchObject({
        code: 'email_provider_failed',
        retry,
        retryAfterMs,
        message: `Resend answered ${status} ${name}.`,
      })
      expect(JSON.stringify(error, Object.getOwnPropertyNames(error))).not.toMatch(/customer\.example|re_secret/)
    },
  )

  it('given it wants us to wait, then the job waits so long', async () => {
    const body = { name: 'rate_limit_exceeded' }
    resend.answerNext({ status: 429, body, headers: { 'retry-after': '7' } })
    await expect(notifier().notify(told())).rejects.toMatchObject({ retry: 'retryable', retryAfterMs: 7_000 })
  })

  it('given an answer that is no JSON, then its status counts', async () => {
    resend.answerNext({ status: 502, body: '<html>ada@customer.example' })
    await expect(notifier().notify(told())).rejects.toMatchObject({ message: 'Resend answered 502.', retry: 'unknown' })
  })

  it.each([
    ['apiKey', { apiKey: '' }],
    ['apiKey', { apiKey: 're_1\r\nX: y' }],
    ['baseUrl', { apiKey: 're_1', baseUrl: 'api.resend.com' }],
  ])('given a wrong %s, then it is named', (path, options) => {
    const fault = { code: 'invalid_options', issues: [expect.objectContaining({ path })] }
    expect(() => resendTransport(options)).toThrow(expect.objectContaining(fault))
  })
})
