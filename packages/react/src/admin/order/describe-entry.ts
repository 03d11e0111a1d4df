import type { components } from '@quoin/http/client'
import type { Tone } from '../../frame/status-mark.tsx'
import type { Formats } from '../../language/formats.ts'
import type { Words } from '../../language/words.ts'
import type { AdminMessageKey } from '../language/admin-english.ts'
import { attentionTones } from '../order-values.ts'

export type HistoryEntry = components['schemas']['HistoryEntry']

/** Something that happened, as the shop's people are told it. */
export interface DescribedEntry {
  readonly at: string
  readonly text: string
  readonly who: string
  /** Why, or what somebody said. */
  readonly detail: string | null
  readonly tone: Tone
  /** Whether it only says once more what others say. */
  readonly isSmall: boolean
}

interface Speech {
  readonly words: Words<AdminMessageKey>
  readonly format: Pick<Formats, 'money'>
}

export function describeEntry(entry: HistoryEntry, { words, format }: Speech): DescribedEntry {
  return {
    at: entry.at,
    text: textOf(entry, words, format),
    who: describeActor(entry.actor, words),
    detail: entry.note ?? entry.message ?? entry.reason ?? null,
    tone: toneOf(entry),
    isSmall: smallSteps.has(entry.type),
  }
}

/** `admin:root` is `root`; providers have their own names. */
export function describeActor(actor: string, words: Words<AdminMessageKey>): string {
  const [role = '', ...name] = actor.split(':')
  if (role === 'admin') return words('actor.admin', { who: name.join(':') || role })
  if (role === 'system' || role === 'customer' || role === 'guest') return words(`actor.${role}`)
  return actor
}

function textOf(entry: HistoryEntry, words: Speech['words'], format: Speech['format']): string {
  const { type, amount, from, to } = entry
  switch (type) {
    case 'status_changed':
      return words('history.status_changed', {
        from: from ? words(`status.${from}`) : '…',
        to: to ? words(`status.${to}`) : '…',
      })
    case 'fulfillment_updated':
      return words('history.fulfillment_updated', {
        status: entry.fulfillmentStatus ? words(`print.${entry.fulfillmentStatus}`) : '…',
      })
    case 'shipment_updated': {
      const status = entry.shipmentStatus ? words(`parcel.${entry.shipmentStatus}`) : '…'
      return entry.carrier
        ? words('history.shipment_updatedBy', { carrier: entry.carrier, status })
        : words('history.shipment_updated', { status })
    }
    case 'order_closed':
      return words('history.order_closed', { status: entry.as ? words(`status.${entry.as}`) : '…' })
    case 'attention_opened':
    case 'attention_resolved':
      return words(`history.${type}`, { what: entry.code ? words(`attention.${entry.code}`) : '…' })
    default:
      return words(`history.${type}`, amount ? { amount: format.money(amount) } : {})
  }
}

/** What another entry beside it says in plainer words. */
const smallSteps: ReadonlySet<HistoryEntry['type']> = new Set([
  'status_changed',
  'checkout_started',
  'fulfillment_requested',
  'submission_approved',
  'print_reduced',
])

const badNews: ReadonlySet<HistoryEntry['type']> = new Set([
  'payment_failed',
  'refund_failed',
  'payment_disputed',
  'submission_rejected',
])
const goodNews: ReadonlySet<HistoryEntry['type']> = new Set(['payment_captured', 'attention_resolved'])

function toneOf({ type, code, shipmentStatus }: HistoryEntry): Tone {
  if (type === 'attention_opened') return code ? attentionTones[code] : 'warn'
  if (type === 'shipment_updated' && shipmentStatus === 'delivered') return 'good'
  if (type === 'shipment_updated' && (shipmentStatus === 'exception' || shipmentStatus === 'returned')) return 'bad'
  if (badNews.has(type)) return 'bad'
  return goodNews.has(type) ? 'good' : 'calm'
}
