import type { ClientOrder } from '@quoin/http/client'
import { type ReactNode, useId, useState } from 'react'
import { useQuoin } from '../quoin-provider.tsx'
import { type Address, AddressModal } from './address-modal.tsx'

interface DeliveryAddressProps {
  readonly order: ClientOrder
  readonly isEditable: boolean
  /** It is seen by a link, which tells no more of it than is needed to know it again. */
  readonly isPartial: boolean
}

/** Where it goes, and a way to send it elsewhere. */
export function DeliveryAddress({ order, isEditable, isPartial }: DeliveryAddressProps): ReactNode {
  const { words, format } = useQuoin()
  const titleId = useId()
  const [isOpen, setIsOpen] = useState(false)
  const { id, shippingAddress: address, edit } = order
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="quoin-heading">
        {words('order.address')}
      </h3>
      {address ? (
        <address className="quoin-address">
          {linesOf(address, format.country(address.country)).map((line) => (
            <span key={line}>{line}</span>
          ))}
        </address>
      ) : (
        <p className="quoin-soft">{words(order.status === 'pending' ? 'order.noAddress' : 'order.addressMissing')}</p>
      )}
      {address && isPartial && <p className="quoin-soft">{words('address.partial')}</p>}
      {edit?.recipient && (
        <p className="quoin-notice" data-tone="active">
          {words('address.pending')}
        </p>
      )}
      {isEditable && (
        <button type="button" className="quoin-button" onClick={() => setIsOpen(true)}>
          {words('address.open')}
        </button>
      )}
      {isOpen && <AddressModal orderId={id} address={address} onClose={() => setIsOpen(false)} />}
    </section>
  )
}

function linesOf({ name, line1, line2, postalCode, city, state }: Address, country: string): string[] {
  const place = [postalCode, city, state].filter(isFilled).join(' ')
  return [...new Set([name, line1, line2, place, country].filter(isFilled))]
}

const isFilled = (text: string | null): text is string => text !== null && text !== ''
