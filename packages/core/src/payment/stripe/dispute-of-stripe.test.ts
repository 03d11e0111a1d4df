import { describe, expect, it } from 'vitest'
import { disputeListSchema, gravestDispute } from './dispute-of-stripe.ts'

const stripeDispute = {
  id: 'du_1',
  object: 'dispute',
  amount: 5850,
  charge: 'ch_1',
  created: 1767300000,
  currency: 'usd',
  evidence_details: { due_by: 1768000000, has_evidence: false, past_due: false, submission_count: 0 },
  is_charge_refundable: false,
  payment_intent: 'pi_1',
  reason: 'product_not_received',
  status: 'needs_response',
}
const gravestOf = (...changes: object[]) =>
  gravestDispute(
    disputeListSchema.parse({ data: changes.map((change) => ({ ...stripeDispute, ...change })) }).data,
    'USD',
  )

describe('a dispute at Stripe', () => {
  it('is read with its amount, its reason and its time', () => {
    expect(gravestOf({})).toEqual({
      id: 'du_1',
      status: 'open',
      reason: 'product_not_received',
      amount: 5850,
      dueAt: new Date(1768000000_000),
    })
  })

  it.each([
    ['warning_needs_response', 'inquiry', true],
    ['warning_under_review', 'inquiry', false],
    ['warning_closed', 'closed', false],
    ['needs_response', 'open', true],
    ['under_review', 'open', false],
    ['appeal_needs_response', 'open', true],
    ['appeal_under_review', 'open', false],
    ['won', 'won', false],
    ['lost', 'lost', false],
    ['prevented', 'lost', false],
    ['F18: a_status_of_the_future', 'open', false],
  ])('%s is %s, and evidence is asked for: %s', (status, ours, isAsked) => {
    const read = gravestOf({ status })
    expect(read.status).toBe(ours)
    expect(read.dueAt !== null).toBe(isAsked)
  })

  it('F28 is the one that claims money, then one that was lost, then the one that asks, then the latest', () => {
    const won = { id: 'du_won', status: 'won', created: 3 }
    const asks = { id: 'du_asks', status: 'warning_under_review', created: 1 }
    expect(gravestOf({ id: 'du_old', status: 'lost', created: 1 }, won).id).toBe('du_old')
    expect(gravestOf({ id: 'du_closed', status: 'warning_closed', created: 1 }, won).id).toBe('du_won')
    expect(gravestOf(won, asks).id).toBe('du_asks')
    expect(gravestOf({ id: 'du_old', status: 'lost', created: 0 }, asks).id).toBe('du_old')
    expect(gravestOf(won, { id: 'du_claims', created: 0 }, asks).id).toBe('du_claims')
  })

  it('F20 is of an unknown amount in another currency, and in whole minor units of its own', () => {
    expect(gravestOf({ currency: 'jpy' }).amount).toBe(0)
    const inKronur = disputeListSchema.parse({ data: [{ ...stripeDispute, currency: 'isk', amount: 4900 }] }).data
    expect(gravestDispute(inKronur, 'ISK').amount).toBe(49)
  })

  it('that nobody shows counts as open', () => {
    expect(gravestDispute([], 'USD')).toMatchObject({ id: 'unknown', status: 'open' })
  })
})
