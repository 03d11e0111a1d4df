import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { StatusMark } from '../../frame/status-mark.tsx'
import type { Question } from '../actions/order-dialog.tsx'
import { useAdmin } from '../admin-context.tsx'
import { wordFor } from '../language/word-for.ts'
import { type Fulfillment, parcelStatusTones, printStatusTones, type Shipment } from '../order-values.ts'
import { useManageOrder } from '../orders/use-manage-order.ts'
import { Refusal } from '../refusal.tsx'
import { Card } from './card.tsx'
import { describeActor } from './describe-entry.ts'
import { awaitsApproval, isSent } from './possible-actions.ts'

interface PrintsCardProps {
  readonly order: ClientOrder
  readonly onAsk: (question: Question) => void
}

/** What is printed, and the parcels it comes in. */
export function PrintsCard({ order, onAsk }: PrintsCardProps): ReactNode {
  const { words } = useAdmin()
  return (
    <Card title={words('prints.title')}>
      {order.fulfillments.length === 0 && <p className="quoin-soft">{words('prints.none')}</p>}
      {order.fulfillments.map((print) => (
        <Print key={print.id} order={order} print={print} onAsk={onAsk} />
      ))}
    </Card>
  )
}

function Print({ order, print, onAsk }: PrintsCardProps & { readonly print: Fulfillment }): ReactNode {
  const { words, format } = useAdmin()
  const { status, providerOrderId, replaces, reason, charges = [], issues = [], shipments, lines } = print
  const names = new Map(order.items.map(({ id, name }) => [id, name]))
  return (
    <section className="quoin-admin-print">
      <div className="quoin-row">
        <h4 className="quoin-heading">{words(replaces ? 'prints.reprint' : 'prints.first')}</h4>
        <StatusMark tone={printStatusTones[status]}>{words(`print.${status}`)}</StatusMark>
      </div>
      <p className="quoin-soft">
        {lines
          .map(({ itemId, quantity }) => `${words('order.copies', { count: quantity })} ${names.get(itemId) ?? itemId}`)
          .join(', ')}
      </p>
      <dl className="quoin-admin-facts">
        {providerOrderId && (
          <div>
            <dt>{words('prints.id')}</dt>
            <dd className="quoin-admin-ids">{providerOrderId}</dd>
          </div>
        )}
        {reason && (
          <div>
            <dt>{words('prints.reason')}</dt>
            <dd>{reason.replaceAll('_', ' ')}</dd>
          </div>
        )}
        {charges.length > 0 && (
          <div>
            <dt>{words('prints.charges')}</dt>
            <dd>
              {charges
                .map(({ kind, amount }) => `${wordFor(words, 'charge', kind)} ${format.money(amount)}`)
                .join(' · ')}
            </dd>
          </div>
        )}
      </dl>
      {issues.map(({ code, message, url }) => (
        <div key={`${code} ${message}`} className="quoin-notice" data-tone="warn">
          <p>{message}</p>
          {url && (
            <a className="quoin-button" href={url} target="_blank" rel="noreferrer">
              {words('order.act')}
            </a>
          )}
        </div>
      ))}
      {awaitsApproval(print) && <Approval orderId={order.id} print={print} onAsk={onAsk} />}
      <ul className="quoin-admin-stack">
        {shipments.map((shipment) => (
          <Parcel key={shipment.id} shipment={shipment} onAsk={onAsk} />
        ))}
      </ul>
    </section>
  )
}

interface ApprovalProps extends Pick<PrintsCardProps, 'onAsk'> {
  readonly orderId: string
  readonly print: Fulfillment
}

function Approval({ orderId, print, onAsk }: ApprovalProps): ReactNode {
  const { words } = useAdmin()
  const manage = useManageOrder(orderId)
  const who = describeActor(print.approval?.requestedBy ?? '', words)
  return (
    <>
      <div className="quoin-notice" data-tone="warn">
        <p>{words('prints.approval', { who })}</p>
        <div className="quoin-buttons">
          <button
            type="button"
            className="quoin-button"
            data-kind="main"
            disabled={manage.isPending}
            onClick={() => manage.mutate({ action: 'approve_reprint', fulfillmentId: print.id })}
          >
            {words('prints.approve')}
          </button>
          <button
            type="button"
            className="quoin-button"
            onClick={() => onAsk({ about: 'reject', fulfillmentId: print.id })}
          >
            {words('prints.reject')}
          </button>
        </div>
      </div>
      {manage.error && <Refusal error={manage.error} />}
    </>
  )
}

interface ParcelProps extends Pick<PrintsCardProps, 'onAsk'> {
  readonly shipment: Shipment
}

function Parcel({ shipment, onAsk }: ParcelProps): ReactNode {
  const { words, format } = useAdmin()
  const { status, carrier, service, trackingNumber, trackingUrl, shippedAt, estimatedDeliveryAt, deliveredAt } =
    shipment
  const number = trackingNumber ?? words('parcels.noTracking')
  return (
    <li className="quoin-admin-parcel">
      <div className="quoin-row">
        <p>
          {[carrier, service].filter(Boolean).join(', ')}{' '}
          {trackingUrl ? (
            <a href={trackingUrl} target="_blank" rel="noreferrer">
              {number}
            </a>
          ) : (
            <span className="quoin-number">{number}</span>
          )}
        </p>
        <StatusMark tone={parcelStatusTones[status]}>{words(`parcel.${status}`)}</StatusMark>
      </div>
      <p className="quoin-soft">
        {[
          shippedAt && words('parcels.shipped', { at: format.instant(shippedAt) }),
          !deliveredAt && estimatedDeliveryAt && words('parcels.estimated', { at: format.day(estimatedDeliveryAt) }),
          deliveredAt && words('parcels.delivered', { at: format.instant(deliveredAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
      <div className="quoin-admin-card-actions">
        <button type="button" className="quoin-link" onClick={() => onAsk({ about: 'tracking', shipment })}>
          {words('parcels.editTracking')}
        </button>
        {isSent(shipment) && status !== 'delivered' && (
          <button type="button" className="quoin-link" onClick={() => onAsk({ about: 'delivered', shipment })}>
            {words('parcels.markDelivered')}
          </button>
        )}
      </div>
    </li>
  )
}
