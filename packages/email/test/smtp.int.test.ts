import { type EmailNotifierOptions, emailNotifier } from '@quoin/email'
import { smtpTransport } from '@quoin/email/smtp'
import { notificationFixture, orderFixture } from '@quoin/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { headersOf, type Mailbox, openMailbox } from './mailbox.ts'

const brand = { name: 'Sunrise Prints', url: 'https://shop.example', replyTo: 'hello@shop.example' }
const from = 'orders@shop.example'
const order = orderFixture({ email: 'ada@customer.example' })
const confirmed = notificationFixture(order)

let mailbox: Mailbox
beforeEach(async () => {
  mailbox = await openMailbox()
})
afterEach(() => mailbox.close())

function notifierTo(url: string, others: Partial<EmailNotifierOptions> = {}) {
  return emailNotifier({ transport: smtpTransport({ url }), from, brand, ...others })
}

const told = (notification = confirmed, about = order) => ({ notification, order: about, idempotencyKey: 'unused' })

describe('mails by SMTP', () => {
  it('given a confirmation, then the customer gets it as HTML and as text, from the shop', async () => {
    await notifierTo(mailbox.url).notify(told())
    const [mail] = mailbox.mails
    expect(mail?.to).toEqual(['ada@customer.example'])
    expect(mail?.parsed).toMatchObject({
      subject: `Thank you for your order ${order.number}`,
      from: { value: [{ name: 'Sunrise Prints', address: from }] },
      replyTo: { value: [{ address: 'hello@shop.example' }] },
    })
    for (const body of [mail?.parsed.text, mail?.parsed.html]) {
      expect(body).toContain('Framed print, 16 × 20 in')
      expect(body).toContain('$250.11')
    }
  })

  it('given all mails of an order, then they are one thread, and no absence note answers them', async () => {
    const notifier = notifierTo(mailbox.url)
    const delivered = notificationFixture(order, { type: 'order_delivered' })
    await notifier.notify(told())
    await notifier.notify(told(delivered))
    const [first, second] = mailbox.mails
    const id = `<${order.id}.email@shop.example>`
    expect(first?.parsed).toMatchObject({ messageId: id })
    expect(first?.parsed.inReplyTo).toBeUndefined()
    expect(second?.parsed).toMatchObject({
      messageId: `<${delivered.id}.email@shop.example>`,
      inReplyTo: id,
      references: id,
    })
    for (const { parsed } of mailbox.mails) {
      expect(parsed.headers.get('auto-submitted')).toBe('auto-generated')
      expect(parsed.headers.has('x-mailer')).toBe(false)
    }
  })

  it('F87 given a mail whose answer was lost, then it is tried again as the same mail', async () => {
    const notifier = notifierTo(mailbox.url)
    mailbox.loseNextAnswer()
    await expect(notifier.notify(told())).rejects.toMatchObject({ code: 'email_provider_failed', retry: 'unknown' })
    await notifier.notify(told())
    const [first, second] = mailbox.mails.map(({ parsed }) => parsed)
    expect(first?.messageId).toBe(`<${order.id}.email@shop.example>`)
    expect(second?.messageId).toBe(first?.messageId)
    expect(second?.html).toBe(first?.html)
  })

  it('given a server that knows idempotency keys by a header, then it gets them', async () => {
    const transport = smtpTransport({ url: mailbox.url, idempotencyHeader: 'Resend-Idempotency-Key' })
    await notifierTo(mailbox.url, { transport }).notify(told())
    expect(mailbox.mails[0]?.parsed.headers.get('resend-idempotency-key')).toBe(`email:${confirmed.id}`)
  })

  it('F95 given names with line ends and markup, then they begin no header, add nobody, and are text in the mail', async () => {
    const evil = 'Mallory\r\nBcc: victim@other.example\r\n\r\n<script>alert(1)</script>'
    const [item] = order.items
    const hostile = orderFixture({
      email: 'ada@customer.example',
      number: `7KQ2M\r\nBcc: victim@other.example`,
      items: item ? [{ ...item, name: evil }] : [],
      shippingAddress: order.shippingAddress && { ...order.shippingAddress, name: evil },
    })
    const own = { ...brand, name: `Prints\r\nBcc: victim@other.example` }
    await notifierTo(mailbox.url, { brand: own }).notify(told(notificationFixture(hostile), hostile))
    const [mail] = mailbox.mails
    expect(mail?.to).toEqual(['ada@customer.example'])
    expect(mail && headersOf(mail).filter((line) => /^bcc:/i.test(line))).toEqual([])
    expect(mail?.parsed.bcc).toBeUndefined()
    expect(mail?.parsed.subject).toBe('Thank you for your order 7KQ2M Bcc: victim@other.example')
    expect(mail?.parsed.html).not.toContain('<script')
    expect(mail?.parsed.html).toContain('&lt;script&gt;')
  })

  it.each([
    'a@b.example, victim@other.example',
    'ada@customer.example\r\nBcc: v@other.example',
    'Ada <a@b.example>',
    'ada',
  ])('F95 given %j as the address of a customer, then nobody gets a mail, and it is not tried again', async (email) => {
    const sent = notifierTo(mailbox.url).notify(told(confirmed, { ...order, email }))
    await expect(sent).rejects.toMatchObject({ code: 'email_provider_failed', retry: 'permanent' })
    expect(mailbox.mails).toEqual([])
  })

  it.each([
    ['recipient', 550, 'permanent'],
    ['recipient', 553, 'permanent'],
    ['recipient', 450, 'retryable'],
    ['data', 554, 'permanent'],
    ['data', 452, 'retryable'],
    ['sender', 550, 'retryable'],
    ['auth', 535, 'retryable'],
    ['auth', 454, 'retryable'],
  ] as const)(
    'given a server that answers at the %s with %i, then it is %s, and says neither address nor secret',
    async (at, code, retry) => {
      mailbox.refuse({ at, code })
      const sent = notifierTo(`smtp://shop:hunter2@127.0.0.1:${mailbox.port}`).notify(told())
      const error = await sent.catch((cause: unknown) => cause)
      expect(error).toMatchObject({ code: 'email_provider_failed', retry })
      expect(everythingOf(error)).toContain(String(code))
      expect(everythingOf(error)).not.toMatch(/customer\.example|shop\.example|hunter2/)
      mailbox.refuse(null)
      await notifierTo(mailbox.url).notify(told())
      expect(mailbox.mails).toHaveLength(1)
    },
  )

  it('given no server, then it is tried again', async () => {
    const { port } = mailbox
    await mailbox.close()
    const sent = notifierTo(`smtp://127.0.0.1:${port}`).notify(told())
    await expect(sent).rejects.toMatchObject({ code: 'email_provider_failed', retry: 'unknown' })
    mailbox = await openMailbox()
  })

  it('given encryption is asked for and the server has none, then it is told nothing', async () => {
    const url = `smtp://shop:hunter2@127.0.0.1:${mailbox.port}`
    const sent = notifierTo(mailbox.url, { transport: smtpTransport({ url, requireTls: true }) }).notify(told())
    await expect(sent).rejects.toMatchObject({ code: 'email_provider_failed' })
    expect([mailbox.logins, mailbox.mails]).toEqual([[], []])
  })

  it('given a password with signs of its own, then the server is told it as it is', async () => {
    await notifierTo(`smtp://shop%40example:p%40ss%3Aword@127.0.0.1:${mailbox.port}`).notify(told())
    expect(mailbox.logins).toEqual(['shop@example:p@ss:word'])
  })

  it.each(['', 'shop.example', 'https://shop.example', 'smtp://'])('given %j as the URL, then it is refused', (url) => {
    expect(() => smtpTransport({ url })).toThrow(expect.objectContaining({ code: 'invalid_options' }))
  })
})

/** Also of causes, as a logger would write it. */
function everythingOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return `${error.name} ${error.message} ${JSON.stringify({ ...error })} ${error.cause ? everythingOf(error.cause) : ''}`
}
