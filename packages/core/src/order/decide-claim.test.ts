import { describe, expect, it } from 'vitest'
import { type OrderScenario, paid, parcel, submitted, target } from '../../test/order-scenario.ts'
import { money } from '../money/money.ts'
import { decideOrder } from './decide-order.ts'
import type { OrderCommand } from './order-commands.ts'

type Open = Extract<OrderCommand, { type: 'open_claim' }>
const open = (more: Partial<Open['claim']> = {}): Open => ({
  type: 'open_claim',
  claim: { id: 'claim-1', kind: 'claim', reason: 'damaged', description: 'A crack.', photos: [], lines: [], ...more },
  actor: 'customer:ada',
})
const decide = (
  decision: 'refund' | 'reprint' | 'reject',
  more: Partial<Extract<OrderCommand, { type: 'decide_claim' }>> = {},
): OrderCommand => ({
  type: 'decide_claim',
  claimId: 'claim-1',
  decision,
  note: null,
  fulfillment: target,
  needsApproval: false,
  actor: 'admin:1',
  ...more,
})
const sent = () => submitted({ status: 'shipped', shipments: [parcel({ status: 'shipped' })] })
const dropped = () =>
  submitted({
    status: 'shipped',
    shipments: [parcel({ id: 'a', status: 'shipped' }), parcel({ id: 'b', status: 'cancelled', itemIds: ['item-1'] })],
  })
const photo = 'https://p.example/1'
const oneCopy = [{ itemId: 'item-1', quantity: 1 }]
const claimed = (more: Partial<Open['claim']> = {}): OrderScenario => sent().when(open(more))

const refusalOf = ({ order }: OrderScenario, lines: Open['claim']['lines']) => {
  const decision = decideOrder(order, open({ lines }), { now: new Date('2026-01-03T00:00:00Z'), newId: () => 'id' })
  return decision.accepted ? null : decision.rejection
}

describe('a claim', () => {
  it('given something was sent, then a person is asked, without the words of the customer', () => {
    const scenario = claimed()
    expect(scenario.order.claims).toMatchObject([{ id: 'claim-1', openedBy: 'customer:ada', decision: null }])
    expect(scenario.order.attention).toMatchObject([{ code: 'claim_opened', subject: 'claim-1' }])
    expect(JSON.stringify(scenario.order.attention)).not.toContain('crack')
    expect(scenario.when(open()).last.events).toEqual([])
  })

  it('given lines that say the same in another way, then it is the same claim', () => {
    const twice = [
      { itemId: 'item-1', quantity: 1 },
      { itemId: 'item-1', quantity: 1 },
    ]
    const again = claimed({ lines: [{ itemId: 'item-1', quantity: 2 }] }).when(open({ lines: twice }))
    expect([again.refused, again.last.events]).toEqual([null, []])
  })

  it.each([
    ['another kind', { kind: 'return' }, 'kind'],
    ['another reason', { reason: 'late' }, 'reason'],
    ['other words', { description: null }, 'description'],
    ['another photo', { photos: [photo] }, 'photos'],
    ['another line', { lines: oneCopy }, 'lines'],
  ] as const)('given a claim of that id with %s, then it is refused, and the field is named', (_what, other, field) => {
    const again = claimed().when(open(other))
    expect([again.refused, again.fault, again.order.claims.length]).toEqual(['key_reused', field, 1])
  })

  it('given a claim that was decided, then the same again changes nothing', () => {
    const again = claimed().when(decide('reject')).when(open())
    expect([again.refused, again.last.events]).toEqual([null, []])
  })

  it.each([
    ['nothing was sent', () => submitted(), open(), 'not_shipped', ''],
    ['a line was never sent', dropped, open({ lines: oneCopy }), 'line_not_found', 'lines[0].itemId'],
    ['a line is unknown', sent, open({ lines: [{ itemId: 'x', quantity: 1 }] }), 'line_not_found', 'lines[0].itemId'],
    ['a photo is no safe link', sent, open({ photos: [photo, 'http://p.example/1'] }), 'claim_invalid', 'photos[1]'],
    ['a photo has a password in it', sent, open({ photos: ['https://a:b@p.example/1'] }), 'claim_invalid', 'photos[0]'],
    ['there are eleven photos', sent, open({ photos: Array(11).fill(photo) }), 'claim_invalid', 'photos'],
  ] as const)('given %s, then it is refused, and the field is named', (_what, given, command, code, field) => {
    const claim = given().when(command)
    expect([claim.refused, claim.fault]).toEqual([code, field])
  })

  it.each([
    ['has not left yet', oneCopy, 'lines[0].itemId', '“Sunrise” has not been sent'],
    ['is not of the order', [{ itemId: 'x', quantity: 1 }], 'lines[0].itemId', 'The order has no such line: x.'],
  ])('given a line that %s, then the refusal says why', (_what, lines, path, message) => {
    const shipments = [
      parcel({ id: 'a', status: 'shipped', itemIds: ['item-2'] }),
      parcel({ id: 'b', status: 'processing', itemIds: ['item-1'] }),
    ]
    expect(refusalOf(submitted({ shipments }), lines)).toMatchObject({
      path,
      message: expect.stringContaining(message),
    })
  })

  it('given more copies of a line than were sent, then the refusal says how many were', () => {
    const rejection = refusalOf(sent(), [{ itemId: 'item-1', quantity: 3 }])
    expect(rejection).toMatchObject({ path: 'lines[0].quantity', message: expect.stringContaining('were sent: 2.') })
  })

  it('given ten are open, then no more are taken until some are decided', () => {
    let scenario = sent()
    for (let n = 1; n <= 10; n += 1) scenario = scenario.when(open({ id: `claim-${n}` }))
    expect(scenario.when(open({ id: 'claim-11' })).refused).toBe('claim_limit')
    expect(scenario.when(decide('reject')).when(open({ id: 'claim-11' })).refused).toBeNull()
  })
})

describe('the decision on a claim', () => {
  it('given a refund of a line, then that line goes back, with what the customer is told', () => {
    const decided = claimed({ lines: oneCopy }).when(decide('refund', { note: 'We are sorry.' }))
    const [refund] = decided.order.refunds
    expect(refund).toMatchObject({ amount: money(4_900, 'USD'), lines: oneCopy, note: 'We are sorry.' })
    expect(decided.order.claims).toMatchObject([{ decision: 'refund', refundId: refund?.id, decidedBy: 'admin:1' }])
    expect(decided.order.attention).toEqual([])
    expect(decided.last.effects).toEqual([{ kind: 'refund_payment' }])
  })

  it('given a reprint, then the print knows its claim’s lines and the claim its print', () => {
    const decided = claimed({ lines: oneCopy }).when(decide('reprint'))
    const print = decided.order.fulfillments[1]
    expect(print).toMatchObject({ generation: 2, lines: oneCopy, reason: 'claim: damaged' })
    expect(decided.order.claims).toMatchObject([{ decision: 'reprint', fulfillmentId: print?.id }])
  })

  it('given a rejection, then nothing follows', () => {
    const decided = claimed().when(decide('reject', { note: 'It was packed well.' }))
    expect(decided.last.effects).toEqual([])
    expect(decided.order).toMatchObject({
      attention: [],
      claims: [{ decision: 'reject', note: 'It was packed well.' }],
    })
    expect(decided.when(decide('refund')).refused).toBe('claim_decided')
  })

  it('given what it leads to is refused, then the claim stays open', () => {
    const refunded = claimed().when({
      type: 'request_refund',
      refundId: 'r',
      scope: { kind: 'full' },
      reason: 'x',
      note: null,
      actor: 'admin:1',
    })
    const tried = refunded.when(decide('refund'))
    expect([tried.refused, tried.fault]).toEqual(['refund_too_large', 'decision'])
    expect(tried.order.claims).toMatchObject([{ decision: null }])
    expect(paid().when(decide('refund')).refused).toBe('claim_not_found')
  })

  it('given the provider gives something back to the shop, then it stands with the claim', () => {
    const amount = money(1_200, 'GBP')
    const recovered = claimed().when({ type: 'record_recovery', claimId: 'claim-1', amount })
    expect(recovered.order.claims).toMatchObject([{ recovered: amount }])
    expect(recovered.when({ type: 'record_recovery', claimId: 'claim-1', amount }).last.events).toEqual([])
    expect(recovered.when({ type: 'record_recovery', claimId: 'x', amount }).refused).toBe('claim_not_found')
  })
})
