import type { Claim } from './claim.ts'
import { changeOfClaim } from './claim-request.ts'
import { decideRequestRefund } from './decide-refund.ts'
import { decideRequestReprint } from './decide-reprint.ts'
import { accept, type Decision, openAttention, reject, resolveAttention } from './decision.ts'
import { wasSent } from './derive-order-status.ts'
import type { Order } from './order.ts'
import type { CommandOf, DecisionContext } from './order-commands.ts'
import { faultyLine, sentLines, sumLines } from './order-lines.ts'

/** More than these at once are no claims but noise. */
const maxOpenClaims = 10
const maxPhotos = 10

/** A customer wants something put right. A person at the shop is told, and decides. */
export function decideOpenClaim(
  order: Order,
  { claim, actor }: CommandOf<'open_claim'>,
  { now }: DecisionContext,
): Decision {
  const known = order.claims.find(({ id }) => id === claim.id)
  const changed = known && changeOfClaim(known, claim)
  if (changed) return reject('key_reused', 'Its key stands for a claim that was made otherwise.', changed)
  if (known) return accept()
  if (!order.payment.capturedAt) return reject('not_paid', 'The order is not paid.')
  if (!wasSent(order)) return reject('not_shipped', 'Nothing of it has been sent yet: it can be cancelled.')
  const unsent = faultyLine(claim.lines, sentLines(order))
  if (unsent) return reject('line_not_found', whyNotSent(order, unsent.itemId), unsent.path)
  if (claim.photos.length > maxPhotos) return reject('claim_invalid', `At most ${maxPhotos} photos.`, 'photos')
  const unsafe = claim.photos.findIndex((url) => !isSafeLink(url))
  if (unsafe >= 0) {
    return reject('claim_invalid', 'A photo is given by a link that begins with https://.', `photos[${unsafe}]`)
  }
  if (order.claims.filter((c) => c.decision === null).length >= maxOpenClaims) {
    return reject('claim_limit', 'The claims of this order that are open must be decided first.')
  }
  const opened: Claim = {
    ...claim,
    lines: sumLines(claim.lines),
    openedBy: actor,
    openedAt: now,
    decision: null,
    note: null,
    decidedBy: null,
    decidedAt: null,
    refundId: null,
    fulfillmentId: null,
    recovered: null,
  }
  const message = claim.kind === 'return' ? 'The customer sends something back' : 'The customer claims something'
  const reason = { code: 'claim_opened', subject: claim.id, message: `${message}: ${claim.reason}.` } as const
  return accept([{ type: 'claim_opened', claim: opened }, ...openAttention(order, reason, now)])
}

/** What comes of a claim: money back, another print, or neither. What it leads to is decided in the same step. */
export function decideClaim(order: Order, command: CommandOf<'decide_claim'>, context: DecisionContext): Decision {
  const claim = order.claims.find(({ id }) => id === command.claimId)
  if (!claim) return reject('claim_not_found', 'The order has no such claim.', 'claimId')
  if (claim.decision !== null) {
    return reject('claim_decided', `It was decided already: ${claim.decision}.`, 'claimId')
  }
  const { decision, note, actor } = command
  const outcome = outcomeOf(order, claim, command, context)
  if (!outcome.accepted) return reject(outcome.rejection.code, outcome.rejection.message, 'decision')
  const refund = outcome.events.find((event) => event.type === 'refund_requested')
  const print = outcome.events.find((event) => event.type === 'fulfillment_requested')
  const decided: Claim = {
    ...claim,
    decision,
    note,
    decidedBy: actor,
    decidedAt: context.now,
    refundId: refund?.refund.id ?? null,
    fulfillmentId: print?.fulfillment.id ?? null,
  }
  const seen = resolveAttention(order, (a) => a.code === 'claim_opened' && a.subject === claim.id)
  return accept([{ type: 'claim_decided', claim: decided }, ...outcome.events, ...seen], outcome.effects)
}

function outcomeOf(
  order: Order,
  { kind, reason: why, lines }: Claim,
  { decision, note, fulfillment, needsApproval, actor }: CommandOf<'decide_claim'>,
  context: DecisionContext,
): Decision {
  const reason = `${kind}: ${why}`
  switch (decision) {
    case 'reject':
      return accept()
    case 'refund': {
      const scope =
        lines.length > 0 ? ({ kind: 'lines', lines, shipping: false } as const) : ({ kind: 'full' } as const)
      const refundId = context.newId()
      return decideRequestRefund(order, { type: 'request_refund', refundId, scope, reason, note, actor }, context)
    }
    case 'reprint': {
      const asked = {
        type: 'request_reprint',
        fulfillment,
        lines,
        reason,
        recipient: null,
        needsApproval,
        actor,
      } as const
      return decideRequestReprint(order, asked, context)
    }
  }
}

/** The supplier's own share: what it gave back to the shop for the claim, as the shop was told last. */
export function decideRecordRecovery(order: Order, { claimId, amount }: CommandOf<'record_recovery'>): Decision {
  const claim = order.claims.find(({ id }) => id === claimId)
  if (!claim) return reject('claim_not_found', 'The order has no such claim.', 'claimId')
  const { recovered } = claim
  const known = recovered?.amount === amount.amount && recovered.currency === amount.currency
  return accept(known ? [] : [{ type: 'cost_recovered', claimId, amount }])
}

function whyNotSent(order: Order, itemId: string): string {
  const item = order.items.find(({ id }) => id === itemId)
  if (!item) return `The order has no such line: ${itemId}.`
  const sent = sentLines(order).find((line) => line.itemId === itemId)
  if (sent) return `Copies of “${item.name}” that were sent: ${sent.quantity}. No more can be named.`
  return `“${item.name}” has not been sent: it can be named once its parcel has left.`
}

function isSafeLink(url: string): boolean {
  const parsed = URL.parse(url)
  return parsed?.protocol === 'https:' && parsed.username === '' && parsed.password === ''
}
