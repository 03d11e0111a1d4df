import type { Engine } from '../engine.ts'
import type { ClaimedJob } from '../jobs/job.ts'
import { endOf, type JobHandler, orderIdOf } from '../jobs/job-handler.ts'
import { done, keep } from '../jobs/settle.ts'
import { isOpen, isUntouched } from '../order/derive-order-status.ts'
import type { Order } from '../order/order.ts'
import type { OrderEdit } from '../order/order-edit.ts'
import { QuoinError } from '../quoin-error.ts'
import type { Fulfillment } from './fulfillment.ts'
import type { UpdateResult } from './fulfillment-results.ts'

/**
 * Carries a change to every provider order that is open. A submission without an answer is left to end first: under one key
 * there is only one body (F67). The same change again changes nothing more, so it may be repeated after a lost answer.
 */
export const applyEdit: JobHandler = async (engine, job, signal) => {
  const order = await engine.storage.findOrder({ id: orderIdOf(job) })
  if (!order?.edit) return 'done'
  const prints = order.fulfillments.filter((f) => isOpen(f) && !isUntouched(f))
  if (prints.some(({ providerOrderId }) => providerOrderId === null)) {
    throw new QuoinError('order_conflict', 'The submission has no answer yet.', { retry: 'retryable' })
  }
  const refusals: string[] = []
  for (const print of prints) {
    const refusal = await changePrint(engine, order, order.edit, print, job, signal)
    if (refusal === 'claim_lost') return 'settled'
    if (refusal !== null) refusals.push(refusal)
  }
  const message = refusals.length > 0 ? refusals.join(' ') : null
  const command = { type: 'record_edit', outcome: message === null ? 'done' : 'refused', message } as const
  return endOf(await engine.handle(order.id, command, { actor: 'system', settle: done(job) }))
}

type Change = 'recipient' | 'shippingMethod' | 'metadata'

/** Null when all of the change was taken; otherwise why not. */
async function changePrint(
  engine: Engine,
  order: Order,
  edit: OrderEdit,
  print: Fulfillment,
  job: ClaimedJob,
  signal: AbortSignal,
): Promise<string | null> {
  const { fulfillment: provider, clock, handle } = engine
  const { providerOrderId } = print
  if (providerOrderId === null) return null
  const available = await provider.actions?.(providerOrderId, { signal })
  for (const [part, update] of updatesOf(engine, order, edit, print)) {
    if (!available?.[part] || !update) return `The print provider does not let the ${names[part]} be changed any more.`
    const readAt = clock.now()
    const result = await update(providerOrderId, signal)
    if (result.snapshot) {
      const command = {
        type: 'record_fulfillment',
        fulfillmentId: print.id,
        snapshot: result.snapshot,
        readAt,
      } as const
      const handled = await handle(order.id, command, { actor: provider.name, settle: keep(job) })
      if (handled.outcome === 'claim_lost') return 'claim_lost'
    }
    if (result.outcome === 'refused') return `The print provider refused to change the ${names[part]}.`
    if (result.outcome === 'partial') return `The ${names[part]} was changed for some parcels, for others not.`
  }
  return null
}

const names: Readonly<Record<Change, string>> = {
  recipient: 'recipient',
  shippingMethod: 'shipping method',
  metadata: 'metadata',
}

type Update = (providerOrderId: string, signal: AbortSignal) => Promise<UpdateResult>

/** One call for each part of the change; none where the provider cannot change that part. */
function updatesOf(
  { fulfillment: provider }: Engine,
  order: Order,
  { recipient, shippingMethod, metadata }: OrderEdit,
  print: Fulfillment,
): [Change, Update | undefined][] {
  const { updateRecipient, updateShippingMethod, updateMetadata } = provider
  const updates: [Change, Update | undefined][] = []
  if (recipient) {
    const complete = { ...recipient, email: order.email }
    updates.push(['recipient', updateRecipient && ((id, signal) => updateRecipient(id, complete, { signal }))])
  }
  if (shippingMethod !== undefined) {
    const update = updateShippingMethod
    updates.push(['shippingMethod', update && ((id, signal) => update(id, shippingMethod, { signal }))])
  }
  if (metadata) {
    const complete = { ...metadata, orderId: order.id, fulfillmentId: print.id }
    updates.push(['metadata', updateMetadata && ((id, signal) => updateMetadata(id, complete, { signal }))])
  }
  return updates
}
