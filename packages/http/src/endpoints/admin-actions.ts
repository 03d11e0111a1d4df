import { z } from '@hono/zod-openapi'
import {
  type Actor,
  attentionCodes,
  claimDecisions,
  type Money,
  type Order,
  type Quoin,
  type RefundScope,
} from '@quoin/core'
import { withFieldNames } from '../field-names.ts'
import { id, line, noControls, noControlsMessage, orderLines, positiveMoney, recipientChange, text } from '../fields.ts'
import { parseInput } from '../parse-input.ts'
import { recipientOf } from '../recipient-of.ts'

/** Who asks, and where. */
interface Asking {
  readonly orders: Quoin['orders']
  readonly actor: Actor
  readonly idempotencyKey: string | undefined
}

/** One thing to ask of an order. */
export type Step = (order: Order, asking: Asking) => Promise<Order>

/** What admins may ask for by name. */
interface Action {
  /** The fields that it takes besides the order. */
  readonly fields: z.ZodObject
  step(given: object): Step
}

function action<Fields extends z.ZodObject>(fields: Fields, step: (given: z.output<Fields>) => Step): Action {
  return { fields, step: (given) => step(parseInput(fields, given, 'body')) }
}

const maxMetadata = 50
const fields = {
  reason: text(500).openapi({ description: 'For `cancel`, `refund`, `reprint` and `reject_reprint`.' }),
  amount: positiveMoney.openapi({
    description: "For `refund` and `record_recovery`; a bare number is minor units of the order's own currency.",
  }),
  lines: orderLines.openapi({
    description: 'For `refund` and `reprint`: copies of some lines, for `reprint` of what was sent; left out: all.',
  }),
  includeShipping: z.boolean().openapi({ description: 'With the `lines` of a `refund`: what shipping cost, too.' }),
  cancelledLines: z
    .literal(true)
    .openapi({ description: 'For `refund`: the lines that the print provider cancelled.' }),
  customerNote: text(500).openapi({ description: 'For `refund` and `decide_claim`: what the customer is told.' }),
  fulfillmentId: id.openapi({ description: 'The reprint to approve or reject.' }),
  claimId: id.openapi({ description: 'For `decide_claim` and `record_recovery`.' }),
  decision: z.enum(claimDecisions).openapi({ description: 'For `decide_claim`.' }),
  recipient: recipientChange.openapi({ description: 'For `edit` and `reprint`: where it goes instead.' }),
  shippingMethod: line(100).openapi({ description: 'For `edit`: one of the ways that were offered with the order.' }),
  metadata: z
    .record(line(40), z.string().max(500).refine(noControls, noControlsMessage))
    .refine((given) => Object.keys(given).length <= maxMetadata, `At most ${maxMetadata} of them.`)
    .openapi({ description: "For `edit`: the host's own opaque ids; replaces what was there." }),
  shipmentId: line(200).openapi({ description: 'May be left out when the order has one parcel.' }),
  code: z.enum(attentionCodes).openapi({ description: 'For `resolve_attention`; left out: all.' }),
}
const reason = fields.reason.default('Requested by the admin.')

const reprintFields = z.strictObject({
  reason: fields.reason,
  lines: fields.lines.optional(),
  recipient: fields.recipient.optional(),
})
const refundFields = z
  .strictObject({
    reason,
    amount: fields.amount.optional(),
    lines: fields.lines.optional(),
    includeShipping: fields.includeShipping.optional(),
    cancelledLines: fields.cancelledLines.optional(),
    customerNote: fields.customerNote.optional(),
  })
  .refine(({ amount, lines }) => amount === undefined || !lines, {
    path: ['lines'],
    error: 'Either an amount or lines.',
  })
  .refine(({ amount, lines, cancelledLines }) => !cancelledLines || (amount === undefined && !lines), {
    path: ['cancelledLines'],
    error: 'Neither with an amount nor with lines.',
  })
  .refine(({ lines, includeShipping }) => includeShipping === undefined || lines, {
    path: ['includeShipping'],
    error: 'Only with lines.',
  })

const editFields = z
  .strictObject({
    recipient: fields.recipient.optional(),
    shippingMethod: fields.shippingMethod.optional(),
    metadata: fields.metadata.optional(),
  })
  .refine((given) => Object.keys(given).length > 0, {
    path: ['recipient'],
    error: 'Give a recipient, a shippingMethod or metadata.',
  })

const actions = {
  cancel: action(z.strictObject({ reason }), (given) => ({ id }, { orders, actor }) => {
    return orders.cancel(id, given, actor)
  }),
  refund: action(refundFields, (given) => (order, { orders, actor, idempotencyKey }) => {
    const refund = { scope: refundScope(given, order), reason: given.reason, ...noteOf(given) }
    const keyed = { ...refund, ...(idempotencyKey !== undefined && { key: idempotencyKey }) }
    return orders.refund(order.id, keyed, actor).catch((error: unknown) => {
      throw withFieldNames(error, (path) => refundField(path, given))
    })
  }),
  retry: action(
    z.strictObject({}),
    () =>
      ({ id }, { orders, actor }) =>
        orders.retry(id, actor),
  ),
  submit: action(
    z.strictObject({}),
    () =>
      ({ id }, { orders, actor }) =>
        orders.submit(id, actor),
  ),
  refresh: action(
    z.strictObject({}),
    () =>
      ({ id }, { orders, actor }) =>
        orders.refresh(id, actor),
  ),
  reprint: action(reprintFields, ({ reason, lines, recipient }) => (order, { orders, actor }) => {
    const elsewhere = recipient && { recipient: recipientOf(order, recipient) }
    return orders.reprint(order.id, { reason, ...(lines && { lines }), ...elsewhere }, actor)
  }),
  approve_reprint: action(z.strictObject({ fulfillmentId: fields.fulfillmentId }), (given) => {
    return ({ id }, { orders, actor }) => orders.approveReprint(id, given, actor)
  }),
  reject_reprint: action(z.strictObject({ fulfillmentId: fields.fulfillmentId, reason }), (given) => {
    return ({ id }, { orders, actor }) => orders.rejectReprint(id, given, actor)
  }),
  edit: action(editFields, ({ recipient, shippingMethod, metadata }) => (order, { orders, actor }) => {
    const change = {
      ...(recipient && { recipient: recipientOf(order, recipient) }),
      ...(shippingMethod !== undefined && { shippingMethod }),
      ...(metadata && { metadata }),
    }
    return orders.edit(order.id, change, actor)
  }),
  decide_claim: action(
    z.strictObject({
      claimId: fields.claimId,
      decision: fields.decision,
      customerNote: fields.customerNote.optional(),
    }),
    (given) => {
      const decided = { claimId: given.claimId, decision: given.decision, ...noteOf(given) }
      return ({ id }, { orders, actor }) => orders.decideClaim(id, decided, actor)
    },
  ),
  record_recovery: action(z.strictObject({ claimId: fields.claimId, amount: fields.amount }), ({ claimId, amount }) => {
    return (order, { orders, actor }) => {
      return orders.recordRecovery(order.id, { claimId, amount: moneyOf(amount, order) }, actor)
    }
  }),
  mark_delivered: action(z.strictObject({ shipmentId: fields.shipmentId.optional() }), ({ shipmentId }) => {
    const parcel = shipmentId === undefined ? {} : { shipmentId }
    return ({ id }, { orders, actor }) => orders.markDelivered(id, parcel, actor)
  }),
  erase: action(
    z.strictObject({}),
    () =>
      ({ id }, { orders, actor }) =>
        orders.erase(id, actor),
  ),
  resolve_attention: action(z.strictObject({ code: fields.code.optional() }), ({ code }) => {
    const resolved = code === undefined ? {} : { code }
    return ({ id }, { orders, actor }) => orders.resolveAttention(id, resolved, actor)
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

/** All that is left, when nothing narrower is given. */
function refundScope(given: z.output<typeof refundFields>, order: Order): RefundScope {
  const { amount, lines, includeShipping = false, cancelledLines } = given
  if (amount !== undefined) return { kind: 'amount', amount: moneyOf(amount, order) }
  if (lines) return { kind: 'lines', lines, shipping: includeShipping }
  return cancelledLines ? { kind: 'cancelled_lines' } : { kind: 'full' }
}

/** The field that stands for a part of what core is asked for. */
function refundField(path: string, { lines, cancelledLines }: z.output<typeof refundFields>): string {
  if (path === 'scope.shipping') return 'includeShipping'
  if (path === 'note') return 'customerNote'
  if (path !== 'scope.kind') return path.replace(/^scope\./, '')
  if (cancelledLines) return 'cancelledLines'
  return lines ? 'lines' : 'amount'
}

function moneyOf(amount: z.output<typeof positiveMoney>, { currency }: Pick<Order, 'currency'>): Money {
  return typeof amount === 'number' ? { amount, currency } : amount
}

function noteOf({ customerNote }: { readonly customerNote?: string | undefined }): { readonly note?: string } {
  return customerNote === undefined ? {} : { note: customerNote }
}
