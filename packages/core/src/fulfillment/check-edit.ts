import { withDeadline } from '../calls/with-deadline.ts'
import type { Engine } from '../engine.ts'
import { isOpen, isUntouched, wasSent } from '../order/derive-order-status.ts'
import type { Order } from '../order/order.ts'
import type { OrderChange } from '../order/order-edit.ts'
import { rejected } from '../order/order-rejection.ts'
import { askWithin } from '../preflight/answer.ts'
import { availableActions } from './available-actions.ts'
import { checkRecipient } from './check-recipient.ts'

/** Somebody waits for the answer. */
const askMs = 5_000

/**
 * Looks at a change before it is asked of the order: the address by the rules of its country, and whether it comes too late
 * for the print provider, so that whoever wants it hears so at once. When the provider can't be asked, the change is taken
 * all the same: it is asked again when the change is carried to it, and has the last word.
 *
 * @returns the change with its address tidied.
 * @throws {@link QuoinError} `invalid_address`; `command_rejected` with `not_editable`.
 */
export async function checkEdit(engine: Engine, order: Order, change: OrderChange): Promise<OrderChange> {
  const { recipient, ...others } = change
  const checked = { ...others, ...(recipient && { recipient: checkRecipient(recipient, engine.allowedCountries) }) }
  await refuseLate(engine, order, checked)
  return checked
}

async function refuseLate(engine: Engine, order: Order, change: OrderChange): Promise<void> {
  const isAtProvider = order.fulfillments.some((print) => isOpen(print) && !isUntouched(print))
  // What the order itself says of the rest is more exact, and a change that is under way may be asked for again.
  if (!isAtProvider || order.closedAs || order.cancelRequest || order.edit || wasSent(order)) return
  const answer = await withDeadline(askMs, undefined, (signal) =>
    askWithin(signal, () => availableActions(engine, order, { signal })),
  )
  const parts = (['recipient', 'shippingMethod', 'metadata'] as const).filter((part) => change[part] !== undefined)
  const late = answer.outcome === 'answered' && parts.find((part) => !answer.value[part])
  if (!late) return
  throw rejected({
    code: 'not_editable',
    path: late,
    message: `The print provider does not let the ${names[late]} be changed any more.`,
  })
}

const names = { recipient: 'recipient', shippingMethod: 'shipping method', metadata: 'metadata' } as const
