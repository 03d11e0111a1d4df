import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { useQuoin } from '../../quoin-provider.tsx'
import { useAdmin } from '../admin-context.tsx'
import { wordFor } from '../language/word-for.ts'
import { Card, Fact } from './card.tsx'
import { describeActor } from './describe-entry.ts'

/** What came in, what went back, what the print cost, and what is left. */
export function MoneyCard({ order }: { readonly order: ClientOrder }): ReactNode {
  const { words, format } = useAdmin()
  const { payment, costs, refunds } = order
  if (!payment || !costs) return null
  const unknown = <span className="quoin-soft">{words('money.notYet')}</span>
  return (
    <Card title={words('money.title')}>
      <dl className="quoin-admin-sums">
        <Fact name={words('money.captured')}>{format.money(payment.amountCaptured)}</Fact>
        {payment.presented && <Fact name={words('money.presented')}>{format.money(payment.presented)}</Fact>}
        {payment.amountRefunded.amount > 0 && (
          <Fact name={words('money.refunded')}>
            {format.money({ ...payment.amountRefunded, amount: -payment.amountRefunded.amount })}
          </Fact>
        )}
        {costs.quoted && <Fact name={words('money.quoted')}>{format.money(costs.quoted)}</Fact>}
        <Fact name={words('money.charged')}>
          {costs.charged.length > 0 ? costs.charged.map((amount) => format.money(amount)).join(' + ') : unknown}
        </Fact>
        <Fact name={words('money.margin')} isTotal>
          {costs.margin ? format.money(costs.margin) : unknown}
        </Fact>
      </dl>
      {payment.underReview && <p>{words('money.review')}</p>}
      {payment.fraudWarning !== null && <p>{words('money.fraud', { what: payment.fraudWarning })}</p>}
      <DisputeFacts order={order} />
      {refunds.length > 0 && (
        <ul className="quoin-admin-stack" aria-label={words('money.refunds')}>
          {refunds.map(({ id, amount, requestedAt, requestedBy, reason, note }) => (
            <li key={id} className="quoin-soft">
              <p>
                {words('money.refundOf', { amount: format.money(amount), at: format.instant(requestedAt) })}
                {requestedBy && ` ${words('money.refundBy', { who: describeActor(requestedBy, words) })}`}
              </p>
              <p>{[reason, note].filter(Boolean).join(' · ')}</p>
            </li>
          ))}
        </ul>
      )}
      <p className="quoin-soft quoin-admin-ids">{[payment.provider, payment.paymentId].filter(Boolean).join(' · ')}</p>
    </Card>
  )
}

function DisputeFacts({ order: { id, payment } }: { readonly order: ClientOrder }): ReactNode {
  const { words, format } = useAdmin()
  const { baseUrl } = useQuoin()
  const dispute = payment?.dispute
  if (!dispute) return null
  const { amount, reason, status, dueAt } = dispute
  const evidence = `${baseUrl.replace(/\/+$/, '')}/orders/${encodeURIComponent(id)}/evidence?format=html`
  return (
    <div className="quoin-notice" data-tone="bad">
      <div>
        <p className="quoin-heading">{words('money.dispute')}</p>
        <p>
          {words('money.disputeText', {
            amount: format.money(amount),
            reason: reason.replaceAll('_', ' '),
            status: wordFor(words, 'dispute', status),
          })}
        </p>
        {dueAt && <p>{words('money.disputeDue', { at: format.instant(dueAt) })}</p>}
      </div>
      <a className="quoin-button" href={evidence} target="_blank" rel="noreferrer">
        {words('money.evidence')}
      </a>
    </div>
  )
}
