import type { Engine } from '../engine.ts'
import { isOpen, isUntouched, wasSent } from '../order/derive-order-status.ts'
import type { Order } from '../order/order.ts'
import type { CallOptions } from './fulfillment-provider.ts'
import type { AvailableActions } from './fulfillment-results.ts'

const all: AvailableActions = { cancel: true, recipient: true, shippingMethod: true, metadata: true }
const none: AvailableActions = { cancel: false, recipient: false, shippingMethod: false, metadata: false }
const cancelOnly: AvailableActions = { ...none, cancel: true }

/** What can still be done with an order: what every print that a provider has allows. Nothing is changed by asking. */
export async function availableActions(
  { fulfillment: provider }: Pick<Engine, 'fulfillment'>,
  order: Order,
  call: CallOptions = {},
): Promise<AvailableActions> {
  if (order.closedAs || order.cancelRequest || wasSent(order)) return none
  if (!order.payment.capturedAt) return cancelOnly
  const atProvider = order.fulfillments.filter((f) => isOpen(f) && !isUntouched(f))
  const answers = await Promise.all(
    atProvider.map(async ({ providerOrderId }) => {
      // A submission without an answer yet is waited for; what the provider then allows is not known.
      if (providerOrderId === null) return all
      // An order that it does not show it does not change; a cancel is worth asking for, if only to hear the refusal.
      return (await provider.actions?.(providerOrderId, call)) ?? cancelOnly
    }),
  )
  return answers.reduce(both, all)
}

function both(a: AvailableActions, b: AvailableActions): AvailableActions {
  return {
    cancel: a.cancel && b.cancel,
    recipient: a.recipient && b.recipient,
    shippingMethod: a.shippingMethod && b.shippingMethod,
    metadata: a.metadata && b.metadata,
  }
}
