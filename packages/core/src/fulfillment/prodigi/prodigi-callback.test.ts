import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { QuoinError } from '../../quoin-error.ts'
import { completeOrder } from './prodigi-bodies.test.data.ts'
import { parseProdigiCallback } from './prodigi-callback.ts'

const envelope = {
  specversion: '1.0',
  id: 'evt_891953',
  type: 'com.prodigi.order.status.stage.changed#Complete',
  source: 'https://api.sandbox.prodigi.com/v4.0/Orders/',
  time: '2023-06-21T23:29:16.287Z',
  datacontenttype: 'application/json',
  subject: 'ord_1059863',
}

describe('a callback', () => {
  test.each([
    ['wrapped, as really sent', { order: completeOrder, traceParent: '|f9cfff9c.8d019959_' }],
    ['bare, as in the reference', completeOrder],
  ])('has its order %s', (_, data) => {
    expect(parseProdigiCallback(JSON.stringify({ ...envelope, data }))).toMatchObject({
      eventId: 'evt_891953',
      type: 'com.prodigi.order.status.stage.changed#Complete',
      orderId: 'ord_1059863',
      time: new Date('2023-06-21T23:29:16.287Z'),
      order: { status: { stage: 'Complete' } },
    })
  })

  test.each([undefined, null, 'text', [], { order: null }])('may have no order: %o', (data) => {
    expect(parseProdigiCallback(JSON.stringify({ ...envelope, data }))).toMatchObject({
      orderId: 'ord_1059863',
      order: null,
    })
  })

  test('may have nothing but an id', () => {
    expect(parseProdigiCallback('{"id":"evt_1"}')).toEqual({
      eventId: 'evt_1',
      type: '',
      orderId: null,
      time: null,
      order: null,
    })
  })

  test.each(['', '{', 'null', '[]', '"evt_1"', '{"type":"x"}', '{"id":7}', '{"id":""}', `{"id":"${'e'.repeat(256)}"}`])(
    '%s is none',
    (body) => {
      expect(() => parseProdigiCallback(body)).toThrow(expect.objectContaining({ code: 'malformed_webhook' }))
    },
  )

  test('never breaks the door it comes in by', () => {
    const anyBody = fc.oneof(
      fc.string(),
      fc.json(),
      fc.json().map((data) => `{"id":"evt_1","data":${data}}`),
    )
    fc.assert(
      fc.property(anyBody, (body) => {
        try {
          parseProdigiCallback(body)
        } catch (error) {
          expect(error).toBeInstanceOf(QuoinError)
          expect(error).toMatchObject({ code: 'malformed_webhook' })
        }
      }),
    )
  })
})
