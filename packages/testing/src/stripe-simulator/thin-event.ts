import type { SimulatedEvent } from './simulated-event.ts'

/** A notification that only says what happened to which object: Stripe's thin, v2 form of an event. */
interface ThinEvent {
  readonly id: string
  readonly object: 'v2.core.event'
  readonly type: string
  readonly livemode: boolean
  readonly created: string
  readonly context: null
  readonly reason: {
    readonly type: 'request'
    readonly request: { readonly id: string; readonly idempotency_key: string | null }
  } | null
  readonly snapshot_event: string
  readonly related_object: { readonly id: string; readonly type: string; readonly url: string } | null
}

const paths: Readonly<Record<string, string>> = {
  'checkout.session': 'checkout/sessions',
  payment_intent: 'payment_intents',
  charge: 'charges',
  refund: 'refunds',
  dispute: 'disputes',
  review: 'reviews',
  'radar.early_fraud_warning': 'radar/early_fraud_warnings',
}

export function thinEvent(event: SimulatedEvent): ThinEvent {
  const { id, idempotency_key: key } = event.request
  return {
    id: event.id.replace('evt_', 'evt_thin_'),
    object: 'v2.core.event',
    type: `v1.${event.type}`,
    livemode: event.livemode,
    created: new Date(event.created * 1000).toISOString(),
    context: null,
    reason: id === null ? null : { type: 'request', request: { id, idempotency_key: key } },
    snapshot_event: event.id,
    related_object: relatedObject(event.data.object),
  }
}

/** The id of the event that a thin one stands for. */
export function snapshotId(thinId: string): string {
  return thinId.replace('evt_thin_', 'evt_')
}

function relatedObject(object: object): ThinEvent['related_object'] {
  const type = String(Reflect.get(object, 'object'))
  const id = String(Reflect.get(object, 'id'))
  const path = paths[type]
  return path === undefined ? null : { id, type, url: `/v1/${path}/${id}` }
}
