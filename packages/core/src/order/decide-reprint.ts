import type { Fulfillment } from '../fulfillment/fulfillment.ts'
import { abandonPrint } from './close-order.ts'
import { awaitsApproval, refusePrint } from './decide-print.ts'
import { requestFulfillment } from './decide-submission.ts'
import { accept, type Decision, openAttention, reject, resolveAttention } from './decision.ts'
import { hasLeft, isOpen } from './derive-order-status.ts'
import type { Order, ShippingAddress } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import type { OrderEvent } from './order-events.ts'
import { faultyLine, sentLines, sumLines } from './order-lines.ts'
import type { OrderLine } from './refund.ts'

/** One more print of what was sent already, on purpose: the next generation, under a key of its own (F68). */
export function decideRequestReprint(
  order: Order,
  command: CommandOf<'request_reprint'>,
  context: DecisionContext,
): Decision {
  const { fulfillment: target, reason, recipient, needsApproval, actor } = command
  const refusal = refusePrint(order, target, ['paid', 'partially_refunded'])
  if (refusal) return refusal
  if (order.erasedAt && !recipient) {
    return reject('personal_data_erased', 'Where it went is forgotten: give an address.', 'recipient')
  }
  const [past] = order.fulfillments.filter(hasLeft).toReversed()
  const sent = sentLines(order)
  if (!past || sent.length === 0)
    return reject('nothing_to_reprint', 'Nothing was sent yet: it is the first print that is under way.')
  if (order.fulfillments.some((f) => isOpen(f) && f.replaces !== null)) {
    return reject('reprint_open', 'Another reprint is under way.')
  }
  if (recipient && order.fulfillments.some(isOpen)) {
    const message = 'A print of it is under way: its address can change only when that has ended.'
    return reject('not_editable', message, 'recipient')
  }
  const unsent = faultyLine(command.lines, sent)
  if (unsent) return reject('line_not_found', `No such line was sent: ${unsent.itemId}.`, unsent.path)
  const lines = command.lines.length > 0 ? sumLines(command.lines) : sent
  const approval = needsApproval ? { requestedBy: actor, approvedBy: null, recipient } : null
  const replaces = replacedBy(order, lines)?.id ?? past.id
  const print = requestFulfillment(order, target, { reason, lines, replaces, approval }, context)
  // What makes it wait is told of by `keepApprovalOpen`.
  if (approval) return accept(print.events)
  return accept([...moveTo(recipient, actor, context), ...print.events], print.effects)
}

/** A reprint that waits for a second person says so, whoever resolves its reason: only an answer ends that. */
export function keepApprovalOpen(order: Order, now: Date): OrderEvent[] {
  const message = 'A reprint waits for a second person to agree.'
  return order.fulfillments
    .filter(awaitsApproval)
    .flatMap(({ id: subject }) => openAttention(order, { code: 'approval_required', subject, message }, now))
}

/** From here on the order goes somewhere else; where it went before stands in the history. */
function moveTo(recipient: ShippingAddress | null, requestedBy: string, { now, newId }: DecisionContext): OrderEvent[] {
  if (!recipient) return []
  return [{ type: 'order_edited', edit: { id: newId(), tried: null, recipient, requestedBy, requestedAt: now } }]
}

/** The latest print that was sent and had one of the lines. */
function replacedBy(order: Order, lines: readonly OrderLine[]): Fulfillment | undefined {
  return order.fulfillments.findLast((f) => hasLeft(f) && f.lines.some((l) => lines.some((m) => m.itemId === l.itemId)))
}

/** A second person agrees: only then it is sent, and only then the order goes somewhere else. */
export function decideApproveReprint(
  order: Order,
  { fulfillmentId, actor }: CommandOf<'approve_reprint'>,
  context: DecisionContext,
): Decision {
  const print = order.fulfillments.find((f) => f.id === fulfillmentId)
  if (!print) return reject('fulfillment_not_found', 'The order has no such fulfillment.', 'fulfillmentId')
  const { approval } = print
  if (!approval || !awaitsApproval(print))
    return reject('approval_not_open', 'It does not wait for an approval.', 'fulfillmentId')
  if (approval.requestedBy === actor) {
    return reject('second_person_required', 'Somebody else than who asked for it must agree.')
  }
  const seen = resolveAttention(order, (a) => a.code === 'approval_required' && a.subject === fulfillmentId)
  return accept(
    [
      ...moveTo(approval.recipient, approval.requestedBy, context),
      { type: 'reprint_approved', fulfillmentId, by: actor },
      ...seen,
    ],
    [{ kind: 'submit_fulfillment', fulfillmentId }],
  )
}

export function decideRejectReprint(order: Order, { fulfillmentId, reason }: CommandOf<'reject_reprint'>): Decision {
  const print = order.fulfillments.find((f) => f.id === fulfillmentId)
  if (!print) return reject('fulfillment_not_found', 'The order has no such fulfillment.', 'fulfillmentId')
  if (!awaitsApproval(print)) return reject('approval_not_open', 'It does not wait for an approval.', 'fulfillmentId')
  return accept([...abandonPrint(order, print), { type: 'note_added', note: reason }])
}
