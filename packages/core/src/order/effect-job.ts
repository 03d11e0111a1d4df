import { draftJob } from '../jobs/draft-job.ts'
import type { JobDraft } from '../jobs/job.ts'
import type { OrderEffect } from './order-effects.ts'

/** The job that carries out an effect. Jobs with one key are one job. */
export function effectJob(orderId: string, effect: OrderEffect, newId: () => string): JobDraft {
  const base = { id: newId(), orderId, kind: effect.kind }
  switch (effect.kind) {
    case 'submit_fulfillment': {
      const { fulfillmentId } = effect
      return draftJob({ ...base, key: `submit:${fulfillmentId}`, payload: { fulfillmentId } })
    }
    case 'refresh_fulfillment': {
      const { fulfillmentId, delayMs } = effect
      return draftJob({ ...base, key: `refresh:${fulfillmentId}`, payload: { fulfillmentId }, delayMs })
    }
    case 'refund_payment':
      return draftJob({ ...base, key: `refund:${orderId}`, payload: {} })
    case 'expire_checkout':
      return draftJob({ ...base, key: `expire:${orderId}`, payload: {}, delayMs: effect.delayMs })
    case 'track_shipment': {
      const { fulfillmentId, shipmentId, delayMs } = effect
      const key = `track:${fulfillmentId}:${shipmentId}`
      return draftJob({ ...base, key, payload: { fulfillmentId, shipmentId }, delayMs })
    }
    case 'apply_edit':
      return draftJob({ ...base, key: `edit:${orderId}`, payload: {} })
    case 'cancel_order':
      return draftJob({ ...base, key: `cancel:${orderId}`, payload: {} })
  }
}
