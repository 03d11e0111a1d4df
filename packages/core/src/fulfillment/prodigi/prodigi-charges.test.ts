import { describe, expect, test } from 'vitest'
import { completeOrder } from './prodigi-bodies.test.data.ts'
import { chargesOf } from './prodigi-charges.ts'
import { orderSchema } from './prodigi-order.ts'

const usd = (amount: string) => ({ amount, currency: 'USD' })
const row = (id: string, amount: string, rest: object = {}) => ({
  id,
  itemId: null,
  shipmentId: null,
  cost: usd(amount),
  ...rest,
})
const charge = (id: string, total: string, items: readonly object[], rest: object = {}) => ({
  id,
  prodigiInvoiceNumber: null,
  totalCost: usd(total),
  totalTax: usd('0.00'),
  items,
  ...rest,
})
/** Kind and amount of every row. */
const billed = (...charges: readonly object[]) =>
  chargesOf(orderSchema.parse({ ...completeOrder, charges })).map(({ kind, amount }) => [kind, amount.amount])

describe('charges', () => {
  test('are rows with what they are for', () => {
    const charges = [
      charge('chg_460643', '17.95', [
        row('chi_962283', '5.95', { shipmentId: 'shp_658633', chargeType: 'Shipping' }),
        row('chi_962285', '12.00', { itemId: 'ori_1408593', chargeType: 'Item' }),
      ]),
    ]
    expect(chargesOf(orderSchema.parse({ ...completeOrder, charges }))).toEqual([
      {
        id: 'chi_962283',
        kind: 'shipping',
        amount: { amount: 595, currency: 'USD' },
        itemId: null,
        shipmentId: 'shp_658633',
      },
      {
        id: 'chi_962285',
        kind: 'item',
        amount: { amount: 1200, currency: 'USD' },
        itemId: 'ori_1408593',
        shipmentId: null,
      },
    ])
  })

  test('are none before a lab has the order, and after a cancel that cost nothing', () => {
    expect(billed()).toEqual([])
    expect(billed(charge('chg_1', '0.00', []))).toEqual([])
  })

  test('can be several, of which one gives money back', () => {
    const refund = charge('chg_2', '-12.00', [row('chi_2', '-12.00', { itemId: 'ori_1', chargeType: 'Refund' })])
    expect(billed(charge('chg_1', '12.00', [row('chi_1', '12.00', { chargeType: 'Item' })]), refund)).toEqual([
      ['item', 1200],
      ['refund', -1200],
    ])
  })

  test.each([
    ['a type of the row', row('chi_1', '5.00', { chargeType: 'shipping' }), {}, 'shipping'],
    ['a type of the charge, as the reference has it', row('chi_1', '5.00'), { chargeType: 'Item' }, 'item'],
    ['no type but a parcel, as older orders', row('chi_1', '5.00', { shipmentId: 'shp_1' }), {}, 'shipping'],
    ['no type but an item, as older orders', row('chi_1', '5.00', { itemId: 'ori_1' }), {}, 'item'],
    ['nothing at all, as orders of 2021', row('chi_1', '5.00'), {}, 'other'],
    ['a type that is new', row('chi_1', '5.00', { itemId: 'ori_1', chargeType: 'Branding' }), {}, 'other'],
  ])('are of a kind by %s', (_, item, rest, kind) => {
    expect(billed(charge('chg_1', '5.00', [item], rest))).toEqual([[kind, 500]])
  })

  test('are given back when they are negative, whatever their type', () => {
    expect(billed(charge('chg_1', '-5.00', [row('chi_1', '-5.00', { chargeType: 'Item' })]))).toEqual([
      ['refund', -500],
    ])
  })

  test.each([
    ['in the total', '6.00'],
    ['beside the total', '5.00'],
  ])('have tax as a row, be it %s', (_, total) => {
    expect(
      billed(charge('chg_1', total, [row('chi_1', '5.00', { chargeType: 'Item' })], { totalTax: usd('1.00') })),
    ).toEqual([
      ['item', 500],
      ['tax', 100],
    ])
  })

  test('lose nothing of a total whose rows are missing or can not be read', () => {
    const broken = { ...row('chi_2', '7.00'), cost: { amount: 'free' } }
    expect(billed(charge('chg_1', '12.00', []))).toEqual([['other', 1200]])
    expect(billed(charge('chg_1', '-12.00', []))).toEqual([['refund', -1200]])
    expect(billed(charge('chg_1', '12.00', [row('chi_1', '5.00', { chargeType: 'Item' }), broken]))).toEqual([
      ['item', 500],
      ['other', 700],
    ])
  })

  test('have ids of their own', () => {
    const items = [row('chi_1', '5.00')]
    const charges = [
      charge('chg_1', '9.00', items, { totalTax: usd('1.00') }),
      charge('chg_2', '3.00', [], { totalTax: usd('1.00') }),
    ]
    const ids = chargesOf(orderSchema.parse({ ...completeOrder, charges })).map(({ id }) => id)
    expect(ids).toEqual(['chi_1', 'chg_1-rest', 'chg_1-tax', 'chg_2-rest', 'chg_2-tax'])
  })
})
