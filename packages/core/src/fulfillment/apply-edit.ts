import type { Engine } from '../engine.ts'
import type { ClaimedJob } from '../jobs/job.ts'
import { endOf, type JobHandler, orderIdOf } from '../jobs/job-handler.ts'
import { done, keep } from '../jobs/settle.ts'
import { isOpen, isUntouched } from '../order/derive-order-status.ts'
import type { Order } from '../order/order.ts'
import { type EditPart, type OrderEdit, partsOf } from '../order/order-edit.ts'
import { QuoinError } from '../quoin-error.ts'
import type { Fulfillment } from './fulfillment.ts'
import type { UpdateResult } from './fulfillment-results.ts'

/**
 * Carries a change to every provider order that is open, part by part. A submission without an answer is left to end first:
 * under one key there is only one body (F67). The same part again changes nothing more, so it may be repeated after a lost
 * answer; what was taken stands in the order before the next part is sent.
 */
export const applyEdit: JobHandler = async (engine, job, signal) => {
  const order = await engine.storage.findOrder({ id: orderIdOf(job) })
  if (!order?.edit) return 'done'
  const { edit } = order
  const prints = order.fulfillments.filter((f) => isOpen(f) && !isUntouched(f))
  if (prints.some(({ providerOrderId }) => providerOrderId === null)) {
    throw new QuoinError('order_conflict', 'The submission has no answer yet.', { retry: 'retryable' })
  }
  for (const part of prints.length > 0 ? partsOf(edit) : []) {
    for (const print of prints) {
      const refusal = await changePart(engine, order, edit, part, print, job, signal)
      if (refusal === 'claim_lost') return 'settled'
      if (refusal === null) continue
      // An earlier try had no answer: nobody can say that nothing was changed.
      const message = edit.tried === part ? `${refusal} An earlier try had no answer: look at its order.` : refusal
      const command = { type: 'record_edit', editId: edit.id, part, outcome: 'refused', message } as const
      return endOf(await engine.handle(order.id, command, { actor: 'system', settle: done(job) }))
    }
    const taken = { type: 'record_edit', editId: edit.id, part, outcome: 'taken', message: null } as const
    const handled = await engine.handle(order.id, taken, { actor: 'system', settle: keep(job) })
    if (handled.outcome === 'claim_lost') return 'settled'
  }
  const command = { type: 'finish_edit', editId: edit.id } as const
  return endOf(await engine.handle(order.id, command, { actor: 'system', settle: done(job) }))
}

/** Null when it was taken; otherwise why not. */
async function changePart(
  engine: Engine,
  order: Order,
  edit: OrderEdit,
  part: EditPart,
  print: Fulfillment,
  job: ClaimedJob,
  signal: AbortSignal,
): Promise<string | null> {
  const { fulfillment: provider, clock, handle } = engine
  const { id: fulfillmentId, providerOrderId } = print
  if (providerOrderId === null) return null
  const available = await provider.actions?.(providerOrderId, { signal })
  const update = updateOf(engine, order, edit, part, print)
  if (!available?.[part] || !update) return `The print provider does not let the ${names[part]} be changed any more.`
  const options = { actor: provider.name, settle: keep(job) } as const
  const tried = await handle(order.id, { type: 'try_edit', editId: edit.id, part }, options)
  if (tried.outcome === 'claim_lost') return 'claim_lost'
  const readAt = clock.now()
  const { snapshot, outcome } = await update(providerOrderId, signal).catch(refusedForGood)
  if (snapshot) {
    const command = { type: 'record_fulfillment', fulfillmentId, snapshot, readAt } as const
    const handled = await handle(order.id, command, options)
    if (handled.outcome === 'claim_lost') return 'claim_lost'
  }
  if (outcome === 'refused') return `The print provider refused to change the ${names[part]}.`
  return outcome === 'partial' ? `The ${names[part]} was changed for some parcels, for others not.` : null
}

/** What the provider will never take, such as a postcode of another form, is refused: trying it again would only block other changes. */
function refusedForGood(error: unknown): UpdateResult {
  if (error instanceof QuoinError && error.retry === 'permanent') return { outcome: 'refused', snapshot: null }
  throw error
}

const names: Readonly<Record<EditPart, string>> = {
  recipient: 'recipient',
  shippingMethod: 'shipping method',
  metadata: 'metadata',
}

type Update = (providerOrderId: string, signal: AbortSignal) => Promise<UpdateResult>

/** Undefined where the provider cannot change that part. */
function updateOf(
  { fulfillment: provider }: Engine,
  order: Order,
  { recipient, shippingMethod, metadata }: OrderEdit,
  part: EditPart,
  print: Fulfillment,
): Update | undefined {
  const { updateRecipient, updateShippingMethod, updateMetadata } = provider
  if (part === 'recipient' && recipient) {
    const complete = { ...recipient, email: order.email }
    return updateRecipient && ((id, signal) => updateRecipient(id, complete, { signal }))
  }
  if (part === 'shippingMethod' && shippingMethod !== undefined) {
    return updateShippingMethod && ((id, signal) => updateShippingMethod(id, shippingMethod, { signal }))
  }
  const complete = { ...metadata, orderId: order.id, fulfillmentId: print.id }
  return updateMetadata && ((id, signal) => updateMetadata(id, complete, { signal }))
}
