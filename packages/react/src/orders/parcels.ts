import type { ClientOrder, components } from '@quoin/http/client'
import type { Tone } from '../frame/status-mark.tsx'
import type { MessageKey } from '../language/english.ts'
import type { Words } from '../language/words.ts'

/** A parcel as the API shows it. */
export type Shipment = components['schemas']['Shipment']

/** A parcel among all of an order. */
export interface Parcel {
  readonly shipment: Shipment
  /** From 1. */
  readonly number: number
  /** What is in it; empty when the print shop does not say. */
  readonly items: readonly { readonly id: string; readonly name: string }[]
  /** Whether it is sent, on its way, out for delivery, delivered. */
  readonly track: readonly ('done' | 'ahead')[]
  readonly tone: Tone
}

const steps = 4
const progress: Readonly<Record<Shipment['status'], { readonly done: number; readonly tone: Tone }>> = {
  processing: { done: 0, tone: 'calm' },
  shipped: { done: 1, tone: 'active' },
  in_transit: { done: 2, tone: 'active' },
  out_for_delivery: { done: 3, tone: 'active' },
  delivered: { done: steps, tone: 'good' },
  exception: { done: 2, tone: 'warn' },
  returned: { done: 2, tone: 'bad' },
  cancelled: { done: 0, tone: 'calm' },
}

/** The parcels of an order, those of its reprints last. */
export function parcelsOf({ fulfillments, items }: ClientOrder): readonly Parcel[] {
  return fulfillments
    .flatMap(({ shipments }) => shipments)
    .map((shipment, index) => {
      const { done, tone } = progress[shipment.status]
      return {
        shipment,
        number: index + 1,
        items: items.filter(({ id }) => shipment.itemIds.includes(id)).map(({ id, name }) => ({ id, name })),
        track: Array.from({ length: steps }, (_, step) => (step < done ? 'done' : 'ahead')),
        tone,
      }
    })
}

/** What a parcel is called among so many. */
export function parcelName({ number }: Parcel, count: number, words: Words<MessageKey>): string {
  return count === 1 ? words('parcel.only') : words('parcel.title', { number, count })
}
