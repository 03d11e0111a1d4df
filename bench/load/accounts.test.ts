import { expect, test } from 'vitest'
import { compareLedgers, type Life } from './accounts.ts'

const at = (ms: number) => new Date(1_000_000 + ms)
const charge = (orderId: string) => ({ orderId, at: at(0) })
const life = (id: string, changes: Partial<Life> = {}): Life => ({
  ...{ id, asks: false, works: false, prints: 1, submittedAt: at(30), shippedAt: at(100) },
  ...changes,
})

test('an order that is paid, printed once and known as such is none of them', () => {
  expect(compareLedgers([charge('a')], ['a'], [life('a'), life('left the page', { prints: 0 })])).toEqual({
    ...{ paid: 1, printed: 1, duplicates: 0, losses: 0, mismatches: 0, submitted: 1, shipped: 1 },
    ...{ paidToSubmitted: [30], submittedToShipped: [70], submittedWithinMs: 30 },
  })
})

test('INV-1 a second print of an order is a duplicate', () => {
  expect(compareLedgers([charge('a')], ['a', 'a'], [life('a')])).toMatchObject({
    printed: 1,
    duplicates: 1,
    mismatches: 1,
  })
})

test('INV-2 what is paid and not printed is lost, unless it is worked on or somebody is asked to look', () => {
  const nothing = { prints: 0, submittedAt: null, shippedAt: null }
  const charges = ['lost', 'unknown to the shop', 'asked for', 'worked on', 'fine'].map(charge)
  const lives = [
    life('lost', nothing),
    life('asked for', { ...nothing, asks: true }),
    life('worked on', { ...nothing, works: true }),
    life('fine'),
  ]
  expect(compareLedgers(charges, ['fine'], lives)).toMatchObject({ losses: 2, submitted: 1, duplicates: 0 })
})

test('INV-3 a print that nobody has paid, or that the shop knows nothing of, is told', () => {
  const lives = [life('unpaid'), life('untold', { prints: 0 })]
  expect(compareLedgers([charge('untold')], ['unpaid', 'untold'], lives)).toMatchObject({ mismatches: 2 })
})
