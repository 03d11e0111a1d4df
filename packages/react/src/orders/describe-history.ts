import type { components } from '@quoin/http/client'
import type { MessageKey } from '../language/english.ts'
import type { Formats } from '../language/formats.ts'
import type { Words } from '../language/words.ts'
import { type Parcel, parcelName } from './parcels.ts'

type Entry = components['schemas']['HistoryEntry']

/** Something that happened, in plain words. */
export interface DescribedEntry {
  readonly key: string
  readonly at: string
  readonly text: string
  /** What the shop says about it. */
  readonly note: string | null
}

/** What happened to an order as its customer is told it, oldest first. What only machines care about is left out. */
export function describeHistory(
  history: readonly Entry[],
  parcels: readonly Parcel[],
  { words, format }: { readonly words: Words<MessageKey>; readonly format: Formats },
): readonly DescribedEntry[] {
  const said = new Set<string>()
  return history.flatMap((entry, index) => {
    const key = messageOf(entry, history.slice(0, index))
    // A provider tells of a parcel more often than something becomes of it.
    const news = `${entry.shipmentId} ${key}`
    if (!key || (entry.shipmentId && said.has(news))) return []
    said.add(news)
    const parcel = parcels.find(({ shipment }) => shipment.id === entry.shipmentId)
    const text = words(key, {
      ...(parcel && { parcel: parcelName(parcel, parcels.length, words) }),
      ...(entry.amount && { amount: format.money(entry.amount) }),
      ...(entry.carrier && { carrier: entry.carrier }),
    })
    return { key: `${index}`, at: entry.at, text, note: entry.note ?? null }
  })
}

function messageOf(entry: Entry, before: readonly Entry[]): MessageKey | null {
  switch (entry.type) {
    case 'order_created':
    case 'payment_processing':
    case 'payment_captured':
    case 'payment_failed':
    case 'payment_refunded':
    case 'refund_failed':
    case 'refund_requested':
    case 'submission_started':
    case 'cancel_refused':
    case 'attention_opened':
    case 'attention_resolved':
    case 'claim_opened':
    case 'claim_decided':
    case 'edit_requested':
    case 'order_edited':
    case 'edit_refused':
      return `history.${entry.type}`
    case 'fulfillment_requested':
      return before.some(({ type }) => type === 'fulfillment_requested') ? 'history.reprint' : null
    case 'cancel_requested':
      return entry.actor === 'customer' ? 'history.cancel_requested' : 'history.cancel_requested_by_shop'
    case 'order_closed':
      return entry.as ? `history.${entry.as}` : null
    case 'shipment_updated':
      return parcelMessage(entry)
    case 'status_changed':
      return entry.to === 'in_production' || entry.to === 'shipped' || entry.to === 'delivered'
        ? `history.${entry.to}`
        : null
    default:
      return null
  }
}

function parcelMessage({ shipmentStatus, carrier }: Entry): MessageKey | null {
  if (!shipmentStatus) return null
  return shipmentStatus === 'shipped' && carrier ? 'history.parcel.shippedBy' : `history.parcel.${shipmentStatus}`
}
