import type { Money } from '../../money/money.ts'
import type { ProdigiOrder } from './prodigi-order.ts'

/** A row of Prodigi's bill. */
export interface ProdigiChargeRow {
  /** Prodigi's id of the row; made of the charge's where Prodigi has no row. Unique within the order. */
  readonly id: string
  readonly kind: 'item' | 'shipping' | 'tax' | 'refund' | 'other'
  /** Negative when it goes back to the shop. */
  readonly amount: Money
  readonly itemId: string | null
  readonly shipmentId: string | null
}

type Charge = ProdigiOrder['charges'][number]
type ChargeItem = Charge['items'][number]

/**
 * What Prodigi charges for an order, row by row; empty until a lab has it. An order can have several charges: a refund, for
 * one, comes as another with negative amounts.
 *
 * Tax is a row of its own. A total that is more or less than its rows, as far as they can be read, brings the difference
 * along as a row, so that the rows always add up to what Prodigi wants.
 *
 * @example
 * ```ts
 * import { chargesOf, createProdigiClient } from '@quoin/core/prodigi'
 *
 * const prodigi = createProdigiClient({ apiKey: 'your-key', environment: 'sandbox' })
 * for (const { kind, amount } of chargesOf(await prodigi.orders.get('ord_1059863'))) console.log(kind, amount)
 * ```
 */
export function chargesOf(order: ProdigiOrder): readonly ProdigiChargeRow[] {
  return order.charges.flatMap((charge) => {
    const rows = charge.items.flatMap((item) => toRow(item, charge))
    const tax = charge.totalTax
    return [...rows, ...restOf(charge, rows), ...(tax && tax.amount !== 0 ? [extraRow(charge, 'tax', tax)] : [])]
  })
}

function toRow({ id, itemId, shipmentId, cost, chargeType }: ChargeItem, charge: Charge): ProdigiChargeRow[] {
  if (cost === null) return []
  const kind = kindOf(chargeType ?? charge.chargeType, { itemId, shipmentId, cost })
  return [{ id, kind, amount: cost, itemId, shipmentId }]
}

/** Older orders have no type; there a row of a parcel is its shipping. */
function kindOf(
  type: string | null,
  { itemId, shipmentId, cost }: { itemId: string | null; shipmentId: string | null; cost: Money },
): ProdigiChargeRow['kind'] {
  if (type === 'Refund' || cost.amount < 0) return 'refund'
  if (type === 'Item') return 'item'
  if (type === 'Shipping') return 'shipping'
  if (type !== null) return 'other'
  if (itemId !== null) return 'item'
  return shipmentId === null ? 'other' : 'shipping'
}

/** Whether the total has the tax in it, the reference does not say; so neither reading counts as a difference. */
function restOf(charge: Charge, rows: readonly ProdigiChargeRow[]): ProdigiChargeRow[] {
  const { totalCost: total, totalTax: tax } = charge
  if (total === null) return []
  const inTotal = [...rows.map((row) => row.amount), ...(tax ? [tax] : [])]
  if (inTotal.some(({ currency }) => currency !== total.currency)) return []
  const withTax = total.amount - inTotal.reduce((sum, { amount }) => sum + amount, 0)
  const withoutTax = withTax + (tax?.amount ?? 0)
  if (withTax === 0 || withoutTax === 0 || !Number.isSafeInteger(withTax)) return []
  return [extraRow(charge, withTax < 0 ? 'refund' : 'other', { amount: withTax, currency: total.currency })]
}

function extraRow({ id }: Charge, kind: ProdigiChargeRow['kind'], amount: Money): ProdigiChargeRow {
  return { id: `${id}-${kind === 'tax' ? 'tax' : 'rest'}`, kind, amount, itemId: null, shipmentId: null }
}
