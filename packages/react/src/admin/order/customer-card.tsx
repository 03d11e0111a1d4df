import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { everyOrder } from '../route/admin-route.ts'
import { Card, Fact } from './card.tsx'

interface CustomerCardProps {
  readonly order: ClientOrder
  readonly onEditRecipient: (() => void) | undefined
  readonly onErase: (() => void) | undefined
}

/** Who bought it, and where it goes. */
export function CustomerCard({ order, onEditRecipient, onErase }: CustomerCardProps): ReactNode {
  const { words, format, go } = useAdmin()
  const { email, userId, shippingAddress: address, edit, metadata = {} } = order
  const others = userId ? { ...everyOrder, userId } : email ? { ...everyOrder, q: email } : null
  return (
    <Card title={words('order.customer')}>
      <div>
        {email && <p>{email}</p>}
        {userId && <p className="quoin-soft quoin-admin-ids">{userId}</p>}
        {others && (
          <button type="button" className="quoin-link" onClick={() => go({ filter: others })}>
            {words('order.othersOfCustomer')}
          </button>
        )}
      </div>
      {address ? (
        <address>
          {[
            address.name,
            address.line1,
            address.line2,
            [address.postalCode, address.city, address.state].filter(Boolean).join(' '),
            format.country(address.country),
            address.phone,
          ]
            .filter(Boolean)
            .map((line) => (
              <p key={line}>{line}</p>
            ))}
        </address>
      ) : (
        <p className="quoin-soft">{words('order.noAddress')}</p>
      )}
      {edit && <p data-tone="warn">{words('order.pendingEdit', { at: format.instant(edit.requestedAt) })}</p>}
      {Object.keys(metadata).length > 0 && (
        <dl className="quoin-admin-sums" aria-label={words('order.metadata')}>
          {Object.entries(metadata).map(([name, value]) => (
            <Fact key={name} name={name}>
              {value}
            </Fact>
          ))}
        </dl>
      )}
      <div className="quoin-admin-card-actions">
        {onEditRecipient && (
          <button type="button" className="quoin-button" onClick={onEditRecipient}>
            {words('act.editRecipient')}
          </button>
        )}
        {onErase && (
          <button type="button" className="quoin-button" data-kind="danger" onClick={onErase}>
            {words('act.erase')}
          </button>
        )}
      </div>
    </Card>
  )
}
