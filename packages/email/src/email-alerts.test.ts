import type { Alert } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { type EmailAlertsOptions, emailAlerts } from './email-alerts.ts'
import type { EmailMessage } from './email-message.ts'
import { de } from './locale/de.ts'

const alert: Alert = {
  id: 'order-1:retries_exhausted:send_notification:1772355600000:firing',
  key: 'order-1:retries_exhausted:send_notification',
  state: 'firing',
  severity: 'critical',
  code: 'retries_exhausted',
  message: 'The mail server <answered> 550.',
  orderId: 'order-1',
  orderNumber: '7KQ2M-X9RTA',
  facts: { attempts: 3, path: null, 'since\r\nBcc: v@other.example': true },
  at: new Date('2026-03-01T09:00:59Z'),
}
const resolved: Alert = { ...alert, id: alert.id.replace('firing', 'resolved'), state: 'resolved' }

function shop(options: Partial<EmailAlertsOptions> = {}) {
  const sent: EmailMessage[] = []
  const sink = emailAlerts({
    transport: { send: async (message) => void sent.push(message) },
    from: 'alerts@shop.example',
    to: ['owner@shop.example', 'ops@shop.example'],
    brand: { name: 'Sunrise Prints', url: 'https://shop.example' },
    ...options,
  })
  return { sent, sink }
}

describe('alerts by mail', () => {
  it('given an alert, then all who are to know read what it is, where to act, and the facts behind it', async () => {
    const { sent, sink } = shop({ adminUrl: ({ orderId }) => `https://shop.example/admin/${orderId}` })
    await sink.send(alert)
    const [mail] = sent
    expect(mail).toMatchObject({
      to: ['owner@shop.example', 'ops@shop.example'],
      subject: 'Critical: Order 7KQ2M-X9RTA: The mail server <answered> 550.',
    })
    for (const each of [
      'https://shop.example/admin/order-1',
      'retries_exhausted',
      '2026-03-01 09:00 UTC',
      'attempts: 3',
    ]) {
      expect(mail?.text).toContain(each)
    }
    expect(mail?.text).not.toContain('null')
    expect(mail?.html).toContain('The mail server &lt;answered&gt; 550.')
  })

  it('given the end of an alert, then it is in the thread of its beginning, as a mail of its own', async () => {
    const { sent, sink } = shop()
    await sink.send(alert)
    await sink.send(resolved)
    await sink.send(resolved)
    const [first, second, again] = sent
    expect(second?.subject).toMatch(/^Resolved: Order 7KQ2M-X9RTA/)
    expect(second?.inReplyTo).toBe(first?.inReplyTo)
    expect(second?.messageId).not.toBe(first?.messageId)
    expect(again).toEqual(second)
    for (const { messageId, idempotencyKey } of sent) {
      expect(messageId).toMatch(/^<[0-9a-f]{32}\.alert\.email@shop\.example>$/)
      expect(idempotencyKey).toMatch(/^alert:email:[0-9a-f]{32}$/)
    }
  })

  it('given German, then it says what is wrong in German, and keeps the words of the alert', async () => {
    const { sent, sink } = shop({ locale: de, adminUrl: () => 'https://shop.example/admin' })
    await sink.send(alert)
    await sink.send({ ...resolved, orderId: null, orderNumber: null, code: 'a_code_of_later' })
    const [mail, other] = sent
    expect(mail?.subject).toBe('Dringend: Bestellung 7KQ2M-X9RTA: Eine Arbeit wurde nach vielen Versuchen aufgegeben.')
    expect(mail?.html).toContain('lang="de"')
    expect(mail?.text).toContain('Meldung: The mail server <answered> 550.')
    expect(mail?.text).toContain('weil Sunrise Prints Alarme hierher schickt')
    expect(other?.subject).toBe('Erledigt: The mail server <answered> 550.')
    for (const { text } of sent) expect(text).not.toMatch(/Since|Order|Look at|Details:|needs a person/)
  })

  it('given what is not worth a mail, then there is none', async () => {
    const { sent, sink } = shop({ accept: ({ severity }) => severity === 'critical' })
    await sink.send({ ...alert, severity: 'warning' })
    expect(sent).toEqual([])
  })

  it('F95 given a message of many lines and much length, then the subject is one short line', async () => {
    const { sent, sink } = shop()
    await sink.send({ ...alert, message: `One\r\nBcc: v@other.example ${'x'.repeat(10_000)}` })
    expect(sent[0]?.subject).toMatch(/^Critical: Order 7KQ2M-X9RTA: One Bcc: v@other\.example x+…$/)
    expect(sent[0]?.subject.length).toBeLessThanOrEqual(150)
  })

  it.each([[[]], [['Owner <owner@shop.example>']], [['a@b.example', 'nobody']]])(
    'given %j to tell, then it is refused',
    (to) => {
      const fault = { code: 'invalid_options', issues: [expect.objectContaining({ path: 'to' })] }
      expect(() => shop({ to })).toThrow(expect.objectContaining(fault))
    },
  )
})
