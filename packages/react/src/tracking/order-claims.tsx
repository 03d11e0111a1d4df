import type { ClientOrder } from '@quoin/http/client'
import { type ReactNode, useId, useState } from 'react'
import { StatusMark } from '../frame/status-mark.tsx'
import { sentLinesOf } from '../orders/sent-lines.ts'
import { useQuoin } from '../quoin-provider.tsx'
import { ClaimModal } from './claim-modal.tsx'

interface OrderClaimsProps {
  readonly order: ClientOrder
  readonly token?: string | undefined
}

/** What the customer told of it, what came of that, and a way to tell more. Nothing, before something was sent. */
export function OrderClaims({ order, token }: OrderClaimsProps): ReactNode {
  const { words } = useQuoin()
  const titleId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const [isSent, setIsSent] = useState(false)
  const lines = sentLinesOf(order)
  if (lines.length === 0 && order.claims.length === 0) return null
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="quoin-heading">
        {words('claims.title')}
      </h3>
      {order.claims.length > 0 && (
        <ul className="quoin-claims">
          {order.claims.map((claim) => (
            <OrderClaim key={claim.id} claim={claim} order={order} />
          ))}
        </ul>
      )}
      <p className="quoin-soft" role="status">
        {words(isSent ? 'claims.sent' : 'claims.offer')}
      </p>
      {lines.length > 0 && (
        <button type="button" className="quoin-button" onClick={() => setIsOpen(true)}>
          {words('claims.open')}
        </button>
      )}
      {isOpen && (
        <ClaimModal
          orderId={order.id}
          token={token}
          lines={lines}
          onSent={() => setIsSent(true)}
          onClose={() => setIsOpen(false)}
        />
      )}
    </section>
  )
}

type Claim = ClientOrder['claims'][number]

function OrderClaim({ claim, order }: { readonly claim: Claim; readonly order: ClientOrder }): ReactNode {
  const { words, format } = useQuoin()
  const { kind, reason, description, photos, lines, openedAt, decision, note } = claim
  const names = new Map(order.items.map(({ id, name }) => [id, name]))
  const about = lines.map(
    ({ itemId, quantity }) => `${words('order.quantity', { count: quantity })} ${names.get(itemId) ?? ''}`,
  )
  return (
    <li>
      <div className="quoin-row">
        <span>{words(`claim.reason.${reason}`)}</span>
        <StatusMark tone={decision === null ? 'active' : 'calm'}>{words(`claim.${decision ?? 'open'}`)}</StatusMark>
      </div>
      <span className="quoin-soft">
        {[
          words('claim.told', { day: format.day(openedAt) }),
          ...about,
          ...(kind === 'return' ? [words('claim.return')] : []),
          ...(photos.length > 0 ? [words('claim.photoCount', { count: photos.length })] : []),
        ].join(' · ')}
      </span>
      {description !== null && <q className="quoin-history-note">{description}</q>}
      {note !== null && <span>{note}</span>}
    </li>
  )
}
