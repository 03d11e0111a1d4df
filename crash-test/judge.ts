import type { Order } from '@quoin/core'
import type { Claim, Ledgers, PrintEntry, StripeEntry } from './ledgers.ts'

/** A promise that was broken. */
export interface Violation {
  /** Of the catalogue of invariants, such as `INV-1`. */
  readonly invariant: string
  readonly message: string
}

/** Where the money of one currency is; captured is all the others together. Minor units. */
export interface Sheet {
  readonly captured: number
  readonly refunded: number
  readonly printed: number
  readonly inReview: number
  /** Neither printed, given back, nor asking for anybody. */
  readonly lost: number
}

export interface Judgement {
  readonly violations: readonly Violation[]
  /** By currency. */
  readonly sheets: Readonly<Record<string, Sheet>>
  readonly duplicatePrints: number
  readonly lostPayments: number
}

/** A payment is read again before its print is begun when the last reading is a minute old; and so long a call may take. */
const unseenMs = 90_000

/** Compares the three ledgers: what Stripe took, what Prodigi prints, and what the shop says of both. */
export function judge(ledgers: Ledgers): Judgement {
  const { orders, prints, money, claims } = ledgers
  const violations: Violation[] = []
  const sheets: Record<string, Sheet> = {}
  const byId = new Map(orders.map((order) => [order.id, order]))
  const printsOf = Map.groupBy(prints, ({ body }) => body.metadata.orderId)
  const moneyOf = Map.groupBy(money, ({ paymentIntentId }) => paymentIntentId)
  const violate = (invariant: string, message: string): void => void violations.push({ invariant, message })
  let lostPayments = 0

  const duplicates = duplicatesOf(prints)
  for (const [fulfillmentId, [first, ...others]] of duplicates) {
    violate('INV-1', `${others.length + 1} prints of ${first?.merchantReference}, fulfillment ${fulfillmentId}.`)
  }

  const paidAt = new Map<string, string>()
  for (const entries of moneyOf.values()) {
    const charge = entries.find(isCharge)
    if (!charge) continue
    const orderId = charge.clientReferenceId ?? ''
    paidAt.set(orderId, charge.at)
    const order = byId.get(orderId)
    const refunded = refundedOf(entries)
    const going = (printsOf.get(orderId) ?? []).filter(({ id }) => !ledgers.cancelledPrints.has(id))
    const isHeard = order !== undefined && isInReview(order, ledgers)
    const left = charge.amount - refunded
    const place = going.length > 0 ? 'printed' : isHeard ? 'inReview' : 'lost'
    const sheet = sheets[charge.currency] ?? { captured: 0, refunded: 0, printed: 0, inReview: 0, lost: 0 }
    sheets[charge.currency] = {
      ...sheet,
      captured: sheet.captured + charge.amount,
      refunded: sheet.refunded + refunded,
      [place]: sheet[place] + left,
    }
    const name = order?.number ?? `the order ${orderId}, which the shop does not know,`
    if (left > 0 && place === 'lost') {
      lostPayments += 1
      violate('INV-2', `${name} is paid, not printed, and asks for nobody.`)
    }
    if (!order) continue
    if (order.payment.amountCaptured !== charge.amount) {
      violate('INV-21', `${name}: Stripe took ${charge.amount}, the shop knows of ${order.payment.amountCaptured}.`)
    }
    if (order.payment.amountRefunded !== refunded) {
      violate('INV-21', `${name}: Stripe gave back ${refunded}, the shop knows of ${order.payment.amountRefunded}.`)
    }
    const gone = entries.find(({ kind }) => kind === 'refunds')
    const late = going.find(({ at }) => gone && left === 0 && Date.parse(at) - Date.parse(gone.at) > unseenMs)
    if (late) violate('INV-12', `${name} was printed although its money had gone back.`)
  }

  for (const { id, at, body, merchantReference } of prints) {
    const order = byId.get(body.metadata.orderId)
    const paid = paidAt.get(body.metadata.orderId)
    if (!order || paid === undefined || paid > at) {
      violate('INV-3', `The print ${id} of ${merchantReference} was made before it was paid.`)
    }
  }

  for (const order of orders) {
    const known = order.fulfillments.flatMap(({ providerOrderId }) => providerOrderId ?? []).toSorted()
    const made = (printsOf.get(order.id) ?? []).map(({ id }) => id).toSorted()
    if (known.join() !== made.join()) {
      violate('INV-21', `${order.number} knows of the prints [${known}], Prodigi has [${made}].`)
    }
    if (!paidAt.has(order.id) && order.payment.amountCaptured > 0) {
      violate('INV-21', `${order.number} is paid, and Stripe knows nothing of it.`)
    }
    const untold = order.attention.find(({ code }) => !isTold(order, code, ledgers))
    if (untold) violate('INV-19', `${order.number} asks for a person (${untold.code}) and nobody was told.`)
    const wasConfirmed = ledgers.letters.some(({ type, orderId }) => type === 'order_confirmed' && orderId === order.id)
    if (order.payment.capturedAt && order.closedAs === null && !wasConfirmed) {
      violate('INV-16', `The payment of ${order.number} was confirmed to nobody.`)
    }
  }
  for (const { kind, orderId, lastError } of ledgers.deadJobs) {
    const order = byId.get(orderId ?? '')
    if (order && order.attention.length === 0 && !isHealed(kind, order)) {
      violate('INV-15', `A job of ${order.number} is dead and asks for nobody: ${kind}, ${lastError}`)
    }
  }
  for (const { id, fence, kind } of claimedTwice(claims)) {
    violate('INV-8', `The job ${id} (${kind}) was claimed twice under the fence ${fence}.`)
  }
  return {
    violations,
    sheets,
    duplicatePrints: duplicates.reduce((sum, [, copies]) => sum + copies.length - 1, 0),
    lostPayments,
  }
}

/** What a job that was put aside should have done, the reconciliation has found done. */
function isHealed(kind: string, { fulfillments }: Order): boolean {
  return (
    kind === 'submit_fulfillment' && fulfillments.every(({ status }) => status !== 'pending' && status !== 'submitting')
  )
}

function isCharge(entry: StripeEntry): entry is Extract<StripeEntry, { kind: 'charges' }> {
  return entry.kind === 'charges'
}

function refundedOf(entries: readonly StripeEntry[]): number {
  const signs = { charges: 0, refunds: 1, failedRefunds: -1 }
  return entries.reduce((sum, { kind, amount }) => sum + signs[kind] * amount, 0)
}

function isTold({ id }: Order, code: string, { alerts }: Ledgers): boolean {
  return alerts.some((alert) => alert.orderId === id && alert.code === code)
}

function isInReview(order: Order, ledgers: Ledgers): boolean {
  return order.attention.some(({ code }) => isTold(order, code, ledgers))
}

/** Prints of which there is more than one for the same order and generation. */
function duplicatesOf(prints: readonly PrintEntry[]): (readonly [string, readonly PrintEntry[]])[] {
  const copies = Map.groupBy(prints, ({ body }) => body.metadata.fulfillmentId)
  return [...copies].filter(([, those]) => those.length > 1)
}

function claimedTwice(claims: readonly Claim[]): Claim[] {
  return [...Map.groupBy(claims, ({ id, fence }) => `${id} ${fence}`).values()].flatMap(([first, ...others]) =>
    others.length > 0 && first ? [first] : [],
  )
}
