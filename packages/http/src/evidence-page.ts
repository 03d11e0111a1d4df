import {
  type Evidence,
  type EvidenceClaim,
  type EvidenceEntry,
  type EvidenceParcel,
  type EvidenceRefund,
  formatDecimal,
  type Money,
  type OrderLine,
  type ShippingAddress,
} from '@quoin/core'
import { html, raw } from 'hono/html'
import { evidenceStyle } from './evidence-style.ts'
import { pageResponse } from './page-response.ts'
import { webLink } from './views/web-link.ts'

/** A piece of the page: what is put into one is escaped. */
type Piece = ReturnType<typeof html>

/** The evidence as a page to print. */
export function evidencePage(evidence: Evidence): Promise<Response> {
  return pageResponse(String(pageOf(evidence)), evidenceStyle)
}

function pageOf(evidence: Evidence): Piece {
  const { orderNumber, orderId, madeAt, dispute, customer, payment, parcels, claims } = evidence
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Evidence for order ${orderNumber}</title>
<style>${raw(evidenceStyle)}</style>
</head>
<body>
<main>
<header>
<p>Evidence</p>
<h1>Order ${orderNumber}</h1>
<p>As it was known on ${instant(madeAt)}. All times are in UTC.</p>
</header>
${factsOf(evidence)}
${dispute && disputeSection(dispute, payment.captured.currency)}
<div class="side">
${section(
  'Customer',
  pairs([
    ['E-mail', customer.email],
    ['Account', customer.userId],
    ['Order', orderId],
  ]),
)}
${section('Delivery address', addressOf(evidence.shippingAddress))}
</div>
${itemsSection(evidence)}
${section(
  'Payment',
  pairs([
    ['Paid', inWords(payment.captured)],
    ['Shown as', payment.presented && inWords(payment.presented)],
    ['Paid on', payment.capturedAt && instant(payment.capturedAt)],
    ['Paid by', capitalized(payment.provider)],
    ['Payment', payment.paymentId],
    ['Checkout', payment.checkoutId],
    ['Refunded', inWords(payment.refunded)],
  ]),
)}
${section('Parcels', parcels.length === 0 ? none('None yet.') : parcels.map((parcel) => parcelCard(parcel, evidence)))}
${refundsSection(evidence)}
${
  claims.length > 0 &&
  section(
    'Claims and returns',
    claims.map((claim) => claimCard(claim, evidence)),
  )
}
${timelineSection(evidence)}
</main>
</body>
</html>
`
}

function factsOf({ orderedAt, payment, parcels }: Evidence): Piece {
  const fact = (name: string, value: Piece | string, more: Piece | string | null = null) =>
    html`<div><dt>${name}</dt><dd>${value}${more && html`<small>${more}</small>`}</dd></div>`
  const sent = earliest(parcels.map(({ shippedAt }) => shippedAt))
  const delivered = parcels.filter(({ status }) => status === 'delivered')
  const share = parcels.length > 1 ? `${delivered.length} of ${parcels.length} parcels` : null
  const first = earliest(delivered.map(({ deliveredAt }) => deliveredAt))
  return html`<dl class="facts">
${fact('Ordered', instant(orderedAt))}
${payment.capturedAt ? fact('Paid', instant(payment.capturedAt), inWords(payment.captured)) : fact('Paid', 'No')}
${fact('Sent', sent ? instant(sent) : 'No')}
${fact('Delivered', first ? instant(first) : delivered.length > 0 ? 'Yes' : 'Not known', share)}
</dl>`
}

function disputeSection(
  { id, status, reason, amount, dueAt }: NonNullable<Evidence['dispute']>,
  currency: string,
): Piece {
  const details = pairs([
    ['Reason', spaced(reason)],
    ['Amount', amount > 0 ? inWords({ amount, currency }) : null],
    ['State', status],
    ['Answer until', dueAt && instant(dueAt)],
    ['Dispute', id],
  ])
  return section('Dispute', html`<div class="card dispute">${details}</div>`)
}

function addressOf(address: ShippingAddress | null): Piece {
  if (!address) return none('None.')
  const { name, line1, line2, city, state, postalCode, country, phone } = address
  const place = [city, [state, postalCode].filter(Boolean).join(' ')].filter(Boolean).join(', ')
  const lines = [name, line1, line2, place, country].filter(Boolean)
  return html`<address>${lines.map((line) => html`${line}<br>`)}${phone && html`<span class="soft">${phone}</span>`}</address>`
}

function inOneLine({ name, line1, line2, city, state, postalCode, country }: ShippingAddress): string {
  return [name, line1, line2, city, state, postalCode, country].filter(Boolean).join(', ')
}

function itemsSection({ items, totals, shippingMethod }: Evidence): Piece {
  const { subtotal, shipping, discount, tax, total } = totals
  const sum = (name: string, value: Money, sign = '') =>
    html`<tr><th colspan="2" scope="row">${name}</th><td class="number">${sign}${inWords(value)}</td></tr>`
  return section(
    'What was bought',
    html`<table>
<thead><tr><th scope="col">Item</th><th scope="col" class="number">Copies</th><th scope="col" class="number">Each</th></tr></thead>
<tbody>
${items.map(
  ({ name, sku, quantity, unitPrice }) =>
    html`<tr><td>${name}<br><small>${sku}</small></td><td class="number">${quantity}</td><td class="number">${inWords(unitPrice)}</td></tr>`,
)}
</tbody>
<tfoot>
${sum('Goods', subtotal)}
${discount.amount > 0 && sum('Discount', discount, '−')}
${sum(shippingMethod === null ? 'Shipping' : `Shipping (${shippingMethod})`, shipping)}
${tax.amount > 0 && sum('Tax', tax)}
${sum('Total', total)}
</tfoot>
</table>`,
  )
}

function parcelCard(parcel: EvidenceParcel, evidence: Evidence): Piece {
  const { id, isReprint, status, carrier, service, trackingNumber, trackingUrl, provider, providerOrderId } = parcel
  const lines = parcel.itemIds.map((itemId) => nameOf(itemId, evidence))
  const told = parcel.deliveredBy === null ? '' : `, ${tellerOf(parcel.deliveredBy)}`
  return html`<article class="card">
<h3>${capitalized(spaced(status))}${isReprint && ' (another print of it)'}</h3>
${pairs([
  ['Carrier', [carrier, service].filter(Boolean).join(', ') || null],
  ['Tracking', trackingOf(trackingNumber, trackingUrl)],
  ['Sent', parcel.shippedAt && instant(parcel.shippedAt)],
  ['Sent to', parcel.sentTo && inOneLine(parcel.sentTo)],
  ['Expected', parcel.deliveredAt ? null : parcel.estimatedDeliveryAt && instant(parcel.estimatedDeliveryAt)],
  ['Delivered', parcel.deliveredAt && html`${instant(parcel.deliveredAt)}${told}`],
  ['Holds', lines.join(', ') || null],
  ['Print order', providerOrderId && `${providerOrderId} at ${capitalized(provider)}`],
  ['Parcel', id],
])}
</article>`
}

function trackingOf(number: string | null, url: string | null): Piece | string | null {
  const link = webLink(url)
  return link === null ? number : html`<a href="${link}" rel="noreferrer">${number ?? link}</a>`
}

function refundsSection(evidence: Evidence): Piece | false {
  const { refunds } = evidence
  if (refunds.length === 0) return false
  const row = ({ amount, lines, shipping, note, requestedAt }: EvidenceRefund) =>
    html`<tr><td>${instant(requestedAt)}<br><small>${scopeOf(lines, shipping, evidence)}</small>${
      note !== null && html`<blockquote>${note}</blockquote>`
    }</td><td class="number">${inWords(amount)}</td></tr>`
  return section(
    'Refunds',
    html`<table>
<thead><tr><th scope="col">Decided</th><th scope="col" class="number">Amount</th></tr></thead>
<tbody>${refunds.map(row)}</tbody>
</table>`,
  )
}

function scopeOf(lines: readonly OrderLine[], shipping: boolean, evidence: Evidence): string {
  const named = linesOf(lines, evidence)
  if (named === null) return shipping ? 'All that was left' : 'An amount, for no line in particular'
  return shipping ? `${named}, and shipping` : named
}

function claimCard(claim: EvidenceClaim, evidence: Evidence): Piece {
  const { kind, reason, description, photos, lines, openedAt, decision, note, decidedAt } = claim
  return html`<article class="card">
<h3>${kind === 'return' ? 'Return' : 'Claim'}: ${spaced(reason)}</h3>
${pairs([
  ['Made', instant(openedAt)],
  ['About', linesOf(lines, evidence) ?? 'All of the order'],
])}
${description !== null && html`<blockquote>${description}</blockquote>`}
${photos.length > 0 && html`<ul>${photos.map(photoItem)}</ul>`}
${pairs([
  ['Decision', decision ?? 'Open'],
  ['Decided', decidedAt && instant(decidedAt)],
])}
${note !== null && html`<blockquote>${note}</blockquote>`}
</article>`
}

/** A link and no picture: the page loads nothing from elsewhere. */
function photoItem(url: string): Piece {
  const link = webLink(url)
  return html`<li>${link === null ? url : html`<a class="plain" href="${link}" rel="noreferrer">${link}</a>`}</li>`
}

function timelineSection({ timeline }: Evidence): Piece {
  const entries = timeline.map(
    (entry) => html`<li>${instant(entry.at)}<p>${entry.text}</p><small>${byWhom(entry)}</small></li>`,
  )
  return html`<section class="long"><h2>What happened</h2><ol class="timeline">${entries}</ol></section>`
}

function section(title: string, content: Piece | readonly Piece[]): Piece {
  return html`<section><h2>${title}</h2>${content}</section>`
}

/** Names and what they stand for; what is not known is left out. */
function pairs(list: readonly (readonly [name: string, value: Piece | string | null])[]): Piece {
  const known = list.filter(([, value]) => value !== null)
  return html`<dl class="pairs">${known.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl>`
}

function none(text: string): Piece {
  return html`<p class="soft">${text}</p>`
}

const format = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' })

function instant(at: Date): Piece {
  return html`<time datetime="${at.toISOString()}">${format.format(at)}</time>`
}

function earliest(list: readonly (Date | null)[]): Date | null {
  const [first = null] = list.filter((at) => at !== null).toSorted((a, b) => a.getTime() - b.getTime())
  return first
}

function inWords(value: Money): string {
  return `${formatDecimal(value)} ${value.currency}`
}

function linesOf(lines: readonly OrderLine[], evidence: Evidence): string | null {
  return lines.map(({ itemId, quantity }) => `${quantity} × ${nameOf(itemId, evidence)}`).join(', ') || null
}

function nameOf(itemId: string, { items }: Evidence): string {
  return items.find(({ id }) => id === itemId)?.name ?? itemId
}

/** A bank need not know who works at the shop. That a print follows a payment, nobody does by hand. */
function byWhom({ actor, type }: EvidenceEntry): string {
  if (/^(customer:|guest$)/.test(actor)) return 'Customer'
  if (actor.startsWith('admin:')) return 'Shop'
  return actor === 'system' || type === 'fulfillment_requested' ? 'Automatic' : capitalized(actor)
}

/** Who says that a parcel arrived. */
function tellerOf(actor: string): string {
  return actor.startsWith('admin:') ? 'as the shop noted by hand' : `as ${capitalized(actor)} reports`
}

/** `out_for_delivery` is `out for delivery`. */
function spaced(word: string): string {
  return word.replaceAll('_', ' ')
}

function capitalized(word: string): string {
  return word.slice(0, 1).toUpperCase() + word.slice(1)
}
