import { type ReactNode, useId } from 'react'
import { StatusMark } from '../frame/status-mark.tsx'
import { Track } from '../frame/track.tsx'
import type { MessageKey } from '../language/english.ts'
import type { Words } from '../language/words.ts'
import { type Parcel, parcelName } from '../orders/parcels.ts'
import { useQuoin } from '../quoin-provider.tsx'

interface OrderParcelsProps {
  readonly parcels: readonly Parcel[]
  /** Whether some will come. */
  readonly isExpected: boolean
}

/** What is in which parcel, and where it is. */
export function OrderParcels({ parcels, isExpected }: OrderParcelsProps): ReactNode {
  const { words } = useQuoin()
  const titleId = useId()
  if (parcels.length === 0 && !isExpected) return null
  return (
    <section aria-labelledby={titleId}>
      <h3 id={titleId} className="quoin-heading">
        {words('parcels.title', { count: parcels.length })}
      </h3>
      {parcels.length === 0 && <p className="quoin-soft">{words('parcels.none')}</p>}
      <ul className="quoin-parcels">
        {parcels.map((parcel) => (
          <li key={parcel.shipment.id} className="quoin-parcel">
            <ParcelCard parcel={parcel} count={parcels.length} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function ParcelCard({ parcel, count }: { readonly parcel: Parcel; readonly count: number }): ReactNode {
  const { words } = useQuoin()
  const { shipment, items, track, tone } = parcel
  const { carrier, service, trackingNumber, trackingUrl } = shipment
  const name = parcelName(parcel, count, words)
  return (
    <>
      <div className="quoin-row">
        {count > 1 && <h4 className="quoin-parcel-name">{name}</h4>}
        <StatusMark tone={tone}>{words(`parcel.${shipment.status}`)}</StatusMark>
      </div>
      <Track states={track} tone={tone} />
      <ParcelTimes shipment={shipment} />
      <dl className="quoin-facts">
        {items.length > 0 && (
          <div>
            <dt>{words('parcel.contents')}</dt>
            <dd>{contentsOf(items, words)}</dd>
          </div>
        )}
        {carrier !== null && (
          <div>
            <dt>{words('parcel.carrier')}</dt>
            <dd>{carriedBy(carrier, service)}</dd>
          </div>
        )}
        {trackingNumber !== null && (
          <div>
            <dt>{words('parcel.number')}</dt>
            <dd className="quoin-number">{trackingNumber}</dd>
          </div>
        )}
      </dl>
      {trackingUrl !== null && (
        <a className="quoin-button" href={trackingUrl} target="_blank" rel="noreferrer">
          {words('parcel.track')}
          {count > 1 && <span className="quoin-hidden">: {name}</span>}
        </a>
      )}
    </>
  )
}

function ParcelTimes({ shipment }: Pick<Parcel, 'shipment'>): ReactNode {
  const { words, format } = useQuoin()
  const { status, shippedAt, estimatedDeliveryAt, deliveredAt } = shipment
  const isOnItsWay = status === 'shipped' || status === 'in_transit' || status === 'out_for_delivery'
  const told = [
    shippedAt !== null && words('parcel.shippedAt', { day: format.day(shippedAt) }),
    isOnItsWay && estimatedDeliveryAt !== null && words('parcel.estimatedAt', { day: format.day(estimatedDeliveryAt) }),
    status === 'delivered' && deliveredAt !== null && words('parcel.deliveredAt', { day: format.day(deliveredAt) }),
    status === 'shipped' && words('parcel.silent'),
  ].filter((each) => each !== false)
  return told.length > 0 && <p>{told.join(' ')}</p>
}

/** More than these are counted only: what was ordered stands elsewhere. */
const mostNamed = 4

function contentsOf(items: Parcel['items'], words: Words<MessageKey>): string {
  const names = [...new Set(items.map(({ name }) => name))]
  const more = names.length - mostNamed
  const named = names.slice(0, mostNamed).join(' · ')
  return more > 0 ? `${named} ${words('order.moreItems', { count: more })}` : named
}

/** Services are often called by their carrier's name already. */
function carriedBy(carrier: string, service: string | null): string {
  if (service === null) return carrier
  return service.startsWith(carrier) ? service : `${carrier}, ${service}`
}
