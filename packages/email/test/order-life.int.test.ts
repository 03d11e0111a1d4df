import { createMemoryStorage, type Storage } from '@quoin/core'
import { emailAlerts, emailNotifier } from '@quoin/email'
import { smtpTransport } from '@quoin/email/smtp'
import { createManualClock, openTestShop, type TestShop } from '@quoin/testing'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Mailbox, openMailbox } from './mailbox.ts'

const brand = { name: 'Sunrise Prints', url: 'https://shop.example' }
const clock = createManualClock('2026-03-01T09:00:00Z')

let mailbox: Mailbox
let shop: TestShop
let storage: Storage
beforeEach(async () => {
  mailbox = await openMailbox()
})
afterEach(async () => {
  await shop.close()
  await mailbox.close()
})

async function openShop(others: Partial<Parameters<typeof openTestShop>[0]> = {}, wrap = (inner: Storage) => inner) {
  storage = wrap(createMemoryStorage({ clock }))
  const mail = { transport: smtpTransport({ url: mailbox.url }), from: 'orders@shop.example', brand }
  const notifier = emailNotifier({
    ...mail,
    orderUrl: ({ number }) => `https://shop.example/orders/${number}`,
  })
  shop = await openTestShop({
    storage,
    clock,
    ...others,
    overrides: { notifiers: [notifier], alerts: [emailAlerts({ ...mail, to: ['owner@shop.example'] })] },
  })
}

const subjects = () => mailbox.mails.map(({ parsed }) => parsed.subject?.replace(/[0-9A-Z]{5}-[0-9A-Z]{5}/, 'N'))
const ids = () => mailbox.mails.map(({ parsed }) => parsed.messageId)

async function bought(lines = 1): Promise<{ orderId: string; print: string }> {
  const { orderId, checkoutId } = await shop.checkout(undefined, lines)
  shop.stripe.pay(checkoutId)
  await shop.settle()
  return { orderId, print: (await shop.order(orderId)).fulfillments[0]?.providerOrderId ?? '' }
}

/** Prodigi calls back for some of its stages only, so somebody looks after each. */
async function printed(orderId: string, print: string): Promise<void> {
  for (let step = 0; step < 12; step += 1) {
    shop.prodigi.advanceOrder(print)
    await shop.quoin.orders.refresh(orderId, 'admin:1')
    await shop.settle()
  }
}

describe('the mails of an order', () => {
  it('given an order that goes all its way, then each step is told of once, in one thread', async () => {
    await openShop({ callbacks: 'duplicated' })
    const { orderId, print } = await bought()
    await printed(orderId, print)
    await shop.quoin.orders.markDelivered(orderId, {}, 'admin:1')
    await shop.pass(24 * 3_600_000)
    expect(subjects()).toEqual([
      'Thank you for your order N',
      'Your order N is being made',
      'Your order N is on its way',
      'Your order N has arrived',
    ])
    expect(new Set(ids()).size).toBe(4)
    const [first, ...others] = mailbox.mails.map(({ parsed }) => parsed)
    expect(others.map(({ inReplyTo }) => inReplyTo)).toEqual(others.map(() => first?.messageId))
    const [parcel] = (await shop.order(orderId)).fulfillments[0]?.shipments ?? []
    expect(mailbox.mails[2]?.parsed.text).toContain(parcel?.trackingNumber)
    expect(mailbox.mails[2]?.parsed.html).toContain(`href="${parcel?.trackingUrl}"`)
  })

  it('F60 given an order in two parcels, then each parcel is told of by one mail with its own number', async () => {
    await openShop({ plan: { parcels: 'by_item' } })
    const { orderId, print } = await bought(2)
    await printed(orderId, print)
    const parcels = (await shop.order(orderId)).fulfillments[0]?.shipments ?? []
    const told = mailbox.mails.filter(({ parsed }) => parsed.subject?.includes('on its way'))
    expect(parcels).toHaveLength(2)
    expect(told).toHaveLength(2)
    for (const { trackingNumber } of parcels) {
      expect(told.filter(({ parsed }) => parsed.text?.includes(String(trackingNumber)))).toHaveLength(1)
    }
  })

  it('given an order that is cancelled, then the customer hears of that and of the money, once each', async () => {
    await openShop()
    const { orderId } = await bought()
    await shop.quoin.orders.cancel(orderId, { reason: 'Ordered twice' }, 'admin:1')
    await shop.pass(3_600_000)
    expect(subjects()).toEqual(['Thank you for your order N', 'Your order N is cancelled', 'Your refund for order N'])
    expect(mailbox.mails[1]?.parsed.text).toContain('goes back the way you paid')
    expect(mailbox.mails[2]?.parsed.text).toContain('We have sent back all that you paid')
  })

  it('F87 given a process that dies between sending and recording, then the mail comes again as the same one, and no other', async () => {
    const letters = new Set<string>()
    let isDying = true
    await openShop({}, (inner) => ({
      ...inner,
      async claimJobs(options) {
        const jobs = await inner.claimJobs(options)
        for (const { id, kind } of jobs) if (kind === 'send_notification') letters.add(id)
        return jobs
      },
      async commit(change) {
        if (isDying && change.settle && letters.has(change.settle.id)) throw new Error('The process is gone.')
        return inner.commit(change)
      },
    }))
    await bought()
    expect(subjects()).toEqual(['Thank you for your order N'])
    isDying = false
    await shop.pass(120_000)
    expect(subjects()).toEqual(['Thank you for your order N', 'Thank you for your order N'])
    expect(new Set(ids()).size).toBe(1)
  })

  it('given a mail server that is away, then every mail comes when it is back, but for news that are overtaken', async () => {
    await openShop()
    mailbox.refuse({ at: 'sender', code: 421 })
    const { orderId, print } = await bought()
    await printed(orderId, print)
    expect(mailbox.mails).toEqual([])
    const history = await shop.quoin.orders.history(orderId)
    expect(history.map(({ event }) => event)).toContainEqual(expect.objectContaining({ to: 'in_production' }))
    mailbox.refuse(null)
    await shop.pass(3_600_000)
    expect(subjects().toSorted()).toEqual(['Thank you for your order N', 'Your order N is on its way'])
  })

  it('INV-22 given an address that the server refuses for good, then the shop gets a mail about that, without the address', async () => {
    await openShop()
    mailbox.refuse({ at: 'recipient', code: 550, to: 'ada@example.com' })
    const { orderId } = await bought()
    await shop.pass(60_000)
    const { attention, email } = await shop.order(orderId)
    expect(email).toBe('ada@example.com')
    expect(attention).toMatchObject([{ code: 'retries_exhausted', subject: 'send_notification' }])
    expect(mailbox.mails.map(({ to }) => to)).toEqual([['owner@shop.example']])
    expect(mailbox.mails[0]?.parsed.subject).toMatch(/Order .*The mail server answered 550 to RCPT TO\.$/)
    expect(JSON.stringify([attention, shop.logs, mailbox.mails])).not.toContain(email)

    await shop.quoin.orders.resolveAttention(orderId, { code: 'retries_exhausted' }, 'admin:1')
    await shop.settle()
    expect(mailbox.mails[1]?.parsed.subject).toMatch(/^Resolved: Order/)
    expect(mailbox.mails[1]?.parsed.inReplyTo).toBe(mailbox.mails[0]?.parsed.inReplyTo)
  })
})
