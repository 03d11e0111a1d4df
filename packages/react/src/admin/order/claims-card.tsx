import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { StatusMark } from '../../frame/status-mark.tsx'
import type { Question } from '../actions/order-dialog.tsx'
import { useAdmin } from '../admin-context.tsx'
import { Card } from './card.tsx'

interface ClaimsCardProps {
  readonly order: ClientOrder
  readonly onAsk: (question: Question) => void
}

/** What customers want put right, or send back. */
export function ClaimsCard({ order, onAsk }: ClaimsCardProps): ReactNode {
  const { words, format } = useAdmin()
  if (order.claims.length === 0) return null
  const names = new Map(order.items.map(({ id, name }) => [id, name]))
  return (
    <Card title={words('claims.title')}>
      <ul className="quoin-admin-stack">
        {order.claims.map(({ id, kind, reason, description, photos, lines, openedAt, decision, note, recovered }) => (
          <li key={id} className="quoin-admin-parcel">
            <div className="quoin-row">
              <p className="quoin-heading">
                {words(`claims.${kind}`)}: {words(`claims.reason.${reason}`)}
              </p>
              <StatusMark tone={decision === null ? 'warn' : 'calm'}>
                {decision === null ? words('claims.open') : words(`claims.decided.${decision}`)}
              </StatusMark>
            </div>
            <p className="quoin-soft">
              {[
                format.instant(openedAt),
                ...lines.map(
                  ({ itemId, quantity }) =>
                    `${words('order.copies', { count: quantity })} ${names.get(itemId) ?? itemId}`,
                ),
              ].join(' · ')}
            </p>
            {description && <p className="quoin-admin-said">{description}</p>}
            {photos.length > 0 && (
              <p className="quoin-admin-card-actions">
                {photos.map((url, index) => (
                  <a key={url} href={url} target="_blank" rel="noreferrer">
                    {words('claims.photo', { number: index + 1 })}
                  </a>
                ))}
              </p>
            )}
            {note && <p className="quoin-soft">{note}</p>}
            {recovered && <p>{words('claims.recovered', { amount: format.money(recovered) })}</p>}
            <div className="quoin-admin-card-actions">
              {decision === null && (
                <button type="button" className="quoin-button" onClick={() => onAsk({ about: 'claim', claimId: id })}>
                  {words('claims.decide')}
                </button>
              )}
              <button type="button" className="quoin-link" onClick={() => onAsk({ about: 'recovery', claimId: id })}>
                {words('claims.recovery')}
              </button>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  )
}
