import { notificationFixture, orderFixture } from '@quoin/testing'
import { describe, expect, it } from 'vitest'
import type { EmailMessage } from './email-message.ts'
import { type EmailNotifierOptions, emailNotifier } from './email-notifier.ts'
import { de } from './locale/de.ts'
import { en } from './locale/en.ts'

const brand = { name: 'Sunrise Prints', url: 'https://shop.example' }
const order = orderFixture({ email: 'ada@customer.example', metadata: { language: 'de' } })

/** A transport of the host's own, and what it was handed. */
function shop(options: Partial<EmailNotifierOptions> = {}) {
  const sent: EmailMessage[] = []
  const transport = { send: async (message: EmailMessage) => void sent.push(message) }
  const notifier = emailNotifier({ transport, from: 'orders@shop.example', brand, ...options })
  const tell = (type: Parameters<typeof notificationFixture>[1] = {}, about = order) =>
    notifier.notify({ notification: notificationFixture(about, type), order: about, idempotencyKey: '' })
  return { sent, tell }
}

describe('whom a notifier tells', () => {
  it('given a customer without an address, or one who was forgotten, then nobody', async () => {
    const { sent, tell } = shop()
    await tell({}, { ...order, email: null })
    expect(sent).toEqual([])
  })

  it('given types that the shop does not tell by mail, then nobody', async () => {
    const { sent, tell } = shop({ types: ['order_shipped'] })
    await tell({ type: 'order_confirmed' })
    await tell({ type: 'order_shipped' })
    expect(sent).toHaveLength(1)
  })

  it.each(['shipped', 'delivered', 'cancelled'] as const)(
    'F87 given an order that is %s already, then nobody hears that it is being made',
    async (status) => {
      const { sent, tell } = shop()
      await tell({ type: 'order_in_production' }, { ...order, status })
      expect(sent).toEqual([])
    },
  )

  it('given a language by the order, then its customer reads that one', async () => {
    const { sent, tell } = shop({ locale: ({ metadata }) => (metadata['language'] === 'de' ? de : en) })
    await tell()
    await tell({}, { ...order, metadata: {} })
    expect(sent.map(({ subject }) => subject.split(' ')[0])).toEqual(['Danke', 'Thank'])
  })

  it('given two channels, then their mails are two for whoever compares keys and ids', async () => {
    const notification = notificationFixture(order)
    const told = { notification, order, idempotencyKey: '' }
    const sent: EmailMessage[] = []
    const transport = { send: async (message: EmailMessage) => void sent.push(message) }
    for (const channel of ['email', 'email-copy']) {
      await emailNotifier({ transport, from: 'orders@shop.example', brand, channel }).notify(told)
    }
    const [first, second] = sent
    expect(first?.idempotencyKey).not.toBe(second?.idempotencyKey)
    expect(first?.messageId).not.toBe(second?.messageId)
  })

  it('given a link that the host makes, then the mail leads there; given one of another kind, then it waits for a better', async () => {
    const { sent, tell } = shop({ orderUrl: async ({ number }) => `https://shop.example/orders/${number}?token=1.a` })
    await tell()
    expect(sent[0]?.text).toContain(`https://shop.example/orders/${order.number}?token=1.a`)
    await expect(shop({ orderUrl: () => '/orders/1' }).tell()).rejects.toMatchObject({
      code: 'invalid_options',
      retry: 'retryable',
    })
  })

  it('given pictures, then only those at web addresses are shown', async () => {
    const { sent, tell } = shop({
      itemImageUrl: ({ quantity }) => (quantity === 1 ? 'https://shop.example/1.jpg' : 'file:///etc/passwd'),
    })
    await tell()
    expect([...(sent[0]?.html ?? '').matchAll(/<img[^>]*src="([^"]*)"/g)].map(([, src]) => src)).toEqual([
      'https://shop.example/1.jpg',
    ])
  })
})

describe('options of a notifier', () => {
  it.each<[string, Partial<EmailNotifierOptions>]>([
    ['from', { from: 'Shop <orders@shop.example>' }],
    ['from', { from: '' }],
    ['channel', { channel: 'e mail' }],
    ['brand.name', { brand: { ...brand, name: ' ' } }],
    ['brand.url', { brand: { ...brand, url: 'shop.example' } }],
    ['brand.replyTo', { brand: { ...brand, replyTo: 'us' } }],
    ['brand.logo.url', { brand: { ...brand, logo: { url: 'logo.png', width: 10, height: 10 } } }],
    ['brand.logo.width', { brand: { ...brand, logo: { url: 'https://a.example/l.png', width: 0, height: 10 } } }],
    ['brand.colors.accent', { brand: { ...brand, colors: { accent: 'red;}</style>' } } }],
    ['brand.darkColors.page', { brand: { ...brand, darkColors: { page: '#123' } } }],
  ])('given a wrong %s, then it is named', (path, options) => {
    expect(() => shop(options)).toThrow(
      expect.objectContaining({ code: 'invalid_options', issues: [expect.objectContaining({ path })] }),
    )
  })
})
