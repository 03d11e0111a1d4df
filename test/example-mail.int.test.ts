import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Mailbox, openMailbox } from '../packages/email/test/mailbox.ts'
import { canary, customer, type ExampleWorld, openExample, pgliteFolder } from './example-world.ts'

const soon = { timeout: 20_000, interval: 50 }

describe('the example shop with a mail server', () => {
  let mailbox: Mailbox
  let world: ExampleWorld

  beforeAll(async () => {
    mailbox = await openMailbox()
    const database = await pgliteFolder()
    const mail = { SMTP_URL: mailbox.url, MAIL_FROM: 'Prints of Mornings <orders@shop.example>' }
    world = await openExample({ ...database, variables: { ...database.variables, ...mail } })
  })
  afterAll(async () => {
    await world.close()
    await mailbox.close()
  })

  const subjects = () => mailbox.mails.map(({ parsed }) => parsed.subject)

  test('given a customer who pays, they get mails on which they can follow their order in any browser', async () => {
    // When
    const { orderId, orderNumber, sessionId } = await world.checkOut()
    world.stripe.pay(sessionId, customer)

    // Then
    await expect.poll(subjects, soon).toEqual([`Thank you for your order ${orderNumber}`])
    const [confirmation] = mailbox.mails
    expect(confirmation?.to).toEqual([customer.email])
    expect(confirmation?.parsed.from?.value).toEqual([{ name: 'Prints of Mornings', address: 'orders@shop.example' }])

    // When they open its link
    const [link = ''] = confirmation?.parsed.text?.match(/^http\S+\/orders#\S+$/m) ?? []
    const place = new URLSearchParams(new URL(link).hash.slice(1))
    expect(place.get('order')).toBe(orderId)
    const status = `${world.shop.url}/api/orders/${orderId}/status?token=${place.get('token')}`

    // Then they see their order, and only that
    const answer = await fetch(status)
    expect(await answer.json()).toMatchObject({ order: { number: orderNumber } })
    expect((await fetch(`${status}0`)).status).toBe(401)

    // When it is sent, Then they hear of that in the same thread
    await expect.poll(() => world.printsOf(orderNumber).length, soon).toBe(1)
    world.prodigi.runOrder(world.printsOf(orderNumber)[0]?.id ?? '')
    await expect.poll(() => subjects().at(-1), soon).toMatch(/is on its way$/)
    expect(mailbox.mails.at(-1)?.parsed.inReplyTo).toBe(confirmation?.parsed.messageId)
    expect(world.shop.output()).not.toMatch(new RegExp(canary, 'i'))
  })
})
