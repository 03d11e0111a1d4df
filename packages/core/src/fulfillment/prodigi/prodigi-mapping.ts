import type { AttentionCode } from '../../order/attention.ts'
import type { FulfillmentIssue, FulfillmentSnapshot, ProviderFulfillmentStatus } from '../fulfillment.ts'
import type { ShipmentSnapshot } from '../shipment.ts'
import { chargesOf } from './prodigi-charges.ts'
import type { ProdigiIssue, ProdigiOrder, ProdigiShipment, ProdigiStage } from './prodigi-order.ts'
import { prodigiStages } from './prodigi-order.ts'

/** Prodigi's order in our words: the one table between the two. */
export function toSnapshot(order: ProdigiOrder): FulfillmentSnapshot {
  return {
    providerOrderId: order.id,
    status: toStatus(order),
    charges: chargesOf(order),
    issues: [...(order.status?.issues ?? []).map(toIssue), ...unknownStage(order)],
    shipments: order.shipments.map((shipment) => toShipment(shipment, order.items)),
  }
}

function toStatus(order: ProdigiOrder): ProviderFulfillmentStatus {
  // A held order has an id and nothing else (F42).
  if (order.status === null) return 'on_hold'
  const { stage, details } = order.status
  if (!isKnownStage(stage)) return 'submitted'
  switch (stage) {
    case 'Draft':
    case 'AwaitingPayment':
      return 'on_hold'
    case 'InProgress':
      if (order.shipments.some(isShipped)) return isAllShipped(order) ? 'shipped' : 'partially_shipped'
      return details.inProduction === 'InProgress' || details.inProduction === 'Complete'
        ? 'in_production'
        : 'submitted'
    // Every parcel was sent. Whether it arrived, Prodigi never knows (F61).
    case 'Complete':
      return 'shipped'
    case 'Cancelled':
      return 'cancelled'
  }
}

const isShipped = (shipment: ProdigiShipment): boolean => shipment.status === 'Shipped'

/** The last parcel leaves a while before the stage says `Complete`; each item names the parcels that it is in. */
function isAllShipped({ items, shipments }: ProdigiOrder): boolean {
  const holds = ({ id }: { readonly id: string }) => shipments.filter((s) => s.items.some((i) => i.itemId === id))
  return items.length > 0 && items.every((item) => holds(item).length > 0) && shipments.every(isShipped)
}

function isKnownStage(stage: string | null): stage is ProdigiStage {
  return prodigiStages.some((known) => known === stage)
}

/** A stage that we don't know changes nothing, but a person should hear of it (F44). */
function unknownStage({ id, status }: ProdigiOrder): FulfillmentIssue[] {
  if (status === null || isKnownStage(status.stage)) return []
  return [unknownWord('stage', status.stage ?? '', id)]
}

/** Prodigi used a word that this version of Quoin does not know; the word itself is in the message. */
export function unknownWord(kind: 'stage' | 'outcome', given: string, subject: string): FulfillmentIssue {
  const message = `Prodigi gave the ${kind} "${given.slice(0, 60)}", which is not known here.`
  return { code: `unknown_${kind}`, message, subject, url: null, attention: 'provider_issue' }
}

function toShipment(shipment: ProdigiShipment, items: ProdigiOrder['items']): ShipmentSnapshot {
  const shipped = isShipped(shipment)
  return {
    id: shipment.id,
    status: shipped ? 'shipped' : shipment.status === 'Cancelled' ? 'cancelled' : 'processing',
    carrier: shipment.carrier?.name ?? null,
    service: shipment.carrier?.service ?? null,
    trackingNumber: shipment.tracking?.number ?? null,
    trackingUrl: webLink(shipment.tracking?.url),
    itemIds: [...new Set(shipment.items.flatMap(({ itemId }) => ownId(items, itemId) ?? []))].toSorted(),
    shippedAt: shipped ? shipment.dispatchDate : null,
    deliveredAt: null,
  }
}

/** Prodigi names its own items; ours are their references. */
function ownId(items: ProdigiOrder['items'], itemId: string): string | null {
  return items.find(({ id }) => id === itemId)?.merchantReference ?? null
}

const attentionByCode: ReadonlyMap<string, AttentionCode | null> = new Map([
  // One of ten tries failed; the last one has a code of its own, misspelt by Prodigi (F62).
  ['notdownloaded', null],
  ['failedtodownloaded', 'asset_failed'],
  ['itemunavailable', 'item_unavailable'],
  ['requirespaymentauthorisation', 'provider_payment_required'],
])

/** By the last part of the code: the reference writes some with their prefix and some without. Warnings block nothing. */
function toAttention(errorCode: string): AttentionCode | null {
  const code = errorCode.split('.').at(-1)?.toLowerCase() ?? ''
  const known = code.endsWith('warning') ? null : attentionByCode.get(code)
  return known === undefined ? 'provider_issue' : known
}

function toIssue(issue: ProdigiIssue): FulfillmentIssue {
  return {
    code: issue.errorCode,
    // Links to artwork can be signed, and whoever has such a link can open it; the link to act on stands in `url`.
    message: (issue.description ?? issue.errorCode).replace(/\bhttps?:\/\/[^\s'"]+/gi, '(link)'),
    subject: issue.objectId,
    url: webLink(issue.authorisationDetails?.authorisationUrl),
    attention: toAttention(issue.errorCode),
  }
}

/** Only what is safe to click: no `javascript:`, no `file:` (F95). */
function webLink(given: string | null | undefined): string | null {
  const url = given && URL.canParse(given) ? new URL(given) : null
  return url && /^https?:$/.test(url.protocol) ? url.href : null
}
