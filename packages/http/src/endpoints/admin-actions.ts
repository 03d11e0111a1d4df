import { z } from '@hono/zod-openapi'
import { type Actor, attentionCodes, claimDecisions, type Order, type Quoin, type RefundScope } from '@quoin/core'
import { id, line, orderLines, positiveMoney, recipient, text } from '../fields.ts'
import { parseInput } from '../parse-input.ts'

/** One thing to ask of an order. */
export type Step = (orders: Quoin['orders'], orderId: string, actor: Actor) => Promise<Order>

/** What admins may ask for by name. */
interface Action {
  /** The fields that it takes besides the order. */
  readonly fields: z.ZodObject
  step(given: object): Step
}

function action<Fields extends z.ZodObject>(fields: Fields, step: (given: z.output<Fields>) => Step): Action {
  return { fields, step: (given) => step(parseInput(fields, given, 'body')) }
}

const fields = {
  reason: text(500).openapi({ description: 'For `cancel`, `refund`, `reprint` and `reject_reprint`.' }),
  amount: positiveMoney.openapi({
    description: 'For `refund` and `record_recovery`: minor units with their currency.',
  }),
  lines: orderLines.openapi({ description: 'For `refund` and `reprint`: copies of some lines; left out: all.' }),
  includeShipping: z.boolean().openapi({ description: 'With the `lines` of a `refund`: what shipping cost, too.' }),
  cancelledLines: z
    .literal(true)
    .openapi({ description: 'For `refund`: the lines that the print provider cancelled.' }),
  customerNote: text(500).openapi({ description: 'For `refund` and `decide_claim`: what the customer is told.' }),
  fulfillmentId: id.openapi({ description: 'The reprint to approve or reject.' }),
  claimId: id.openapi({ description: 'For `decide_claim` and `record_recovery`.' }),
  decision: z.enum(claimDecisions).openapi({ description: 'For `decide_claim`.' }),
  recipient: recipient.openapi({ description: 'For `edit`: where it goes instead.' }),
  shippingMethod: line(100).openapi({ description: 'For `edit`: one of the ways that were offered with the order.' }),
  metadata: z
    .record(line(40), z.string().max(500))
    .openapi({ description: "For `edit`: the host's own opaque ids; replaces what was there." }),
  shipmentId: line(200).openapi({ description: 'May be left out when the order has one parcel.' }),
  code: z.enum(attentionCodes).openapi({ description: 'For `resolve_attention`; left out: all.' }),
}
const reason = fields.reason.default('Requested by the admin.')
const refundFields = z.strictObject({
  reason,
  amount: fields.amount.optional(),
  lines: fields.lines.optional(),
  includeShipping: fields.includeShipping.optional(),
  cancelledLines: fields.cancelledLines.optional(),
  customerNote: fields.customerNote.optional(),
})

const actions = {
  cancel: action(z.strictObject({ reason }), (given) => (orders, orderId, actor) => {
    return orders.cancel(orderId, given, actor)
  }),
  refund: action(refundFields, (given) => {
    const refund = { scope: refundScope(given), reason: given.reason, ...noteOf(given) }
    return (orders, orderId, actor) => orders.refund(orderId, refund, actor)
  }),
  retry: action(z.strictObject({}), () => (orders, orderId, actor) => orders.retry(orderId, actor)),
  submit: action(z.strictObject({}), () => (orders, orderId, actor) => orders.submit(orderId, actor)),
  refresh: action(z.strictObject({}), () => (orders, orderId, actor) => orders.refresh(orderId, actor)),
  reprint: action(z.strictObject({ reason: fields.reason, lines: fields.lines.optional() }), ({ lines, ...given }) => {
    return (orders, orderId, actor) => orders.reprint(orderId, { ...given, ...(lines && { lines }) }, actor)
  }),
  approve_reprint: action(z.strictObject({ fulfillmentId: fields.fulfillmentId }), (given) => {
    return (orders, orderId, actor) => orders.approveReprint(orderId, given, actor)
  }),
  reject_reprint: action(z.strictObject({ fulfillmentId: fields.fulfillmentId, reason }), (given) => {
    return (orders, orderId, actor) => orders.rejectReprint(orderId, given, actor)
  }),
  edit: action(
    z.strictObject({
      recipient: fields.recipient.optional(),
      shippingMethod: fields.shippingMethod.optional(),
      metadata: fields.metadata.optional(),
    }),
    ({ recipient, shippingMethod, metadata }) => {
      const change = {
        ...(recipient && { recipient }),
        ...(shippingMethod !== undefined && { shippingMethod }),
        ...(metadata && { metadata }),
      }
      return (orders, orderId, actor) => orders.edit(orderId, change, actor)
    },
  ),
  decide_claim: action(
    z.strictObject({
      claimId: fields.claimId,
      decision: fields.decision,
      customerNote: fields.customerNote.optional(),
    }),
    (given) => {
      const decided = { claimId: given.claimId, decision: given.decision, ...noteOf(given) }
      return (orders, orderId, actor) => orders.decideClaim(orderId, decided, actor)
    },
  ),
  record_recovery: action(z.strictObject({ claimId: fields.claimId, amount: fields.amount }), (given) => {
    return (orders, orderId, actor) => orders.recordRecovery(orderId, given, actor)
  }),
  mark_delivered: action(z.strictObject({ shipmentId: fields.shipmentId.optional() }), ({ shipmentId }) => {
    const parcel = shipmentId === undefined ? {} : { shipmentId }
    return (orders, orderId, actor) => orders.markDelivered(orderId, parcel, actor)
  }),
  resolve_attention: action(z.strictObject({ code: fields.code.optional() }), ({ code }) => {
    const resolved = code === undefined ? {} : { code }
    return (orders, orderId, actor) => orders.resolveAttention(orderId, resolved, actor)
  }),
}

type ActionName = keyof typeof actions
const isActionName = (name: string): name is ActionName => Object.hasOwn(actions, name)

/** The names of the actions. */
export const actionNames = Object.keys(actions).filter(isActionName)

/** The fields of all actions. Which action takes and needs which is read with the action. */
export const actionFields = z.object(fields).partial().shape

/**
 * What an action asks for.
 *
 * @throws {@link HttpProblem} `invalid_request` when a field is missing, or belongs to another action.
 */
export function actionStep(name: ActionName, given: object): Step {
  return actions[name].step(given)
}

/** Whether the action is about a parcel that can be named. */
export function takesShipment(name: ActionName): boolean {
  return 'shipmentId' in actions[name].fields.shape
}

/** The narrowest that is given; all that is left when nothing is. */
function refundScope({
  amount,
  lines,
  includeShipping = false,
  cancelledLines,
}: z.output<typeof refundFields>): RefundScope {
  if (amount) return { kind: 'amount', amount }
  if (lines) return { kind: 'lines', lines, shipping: includeShipping }
  return cancelledLines ? { kind: 'cancelled_lines' } : { kind: 'full' }
}

function noteOf({ customerNote }: { readonly customerNote?: string | undefined }): { readonly note?: string } {
  return customerNote === undefined ? {} : { note: customerNote }
}
