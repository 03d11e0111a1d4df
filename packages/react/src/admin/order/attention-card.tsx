import type { ClientOrder } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import { attentionTones } from '../order-values.ts'
import { useManageOrder } from '../orders/use-manage-order.ts'
import { Refusal } from '../refusal.tsx'
import { Card } from './card.tsx'

/** Why somebody has to look at it. */
export function AttentionCard({ order }: { readonly order: ClientOrder }): ReactNode {
  const { words, format } = useAdmin()
  const manage = useManageOrder(order.id)
  if (order.attention.length === 0) return null
  return (
    <Card title={words('order.attention')} className="quoin-admin-attention">
      <ul className="quoin-admin-stack">
        {order.attention.map(({ code, message, subject, path, url, since }) => (
          <li key={`${code} ${subject}`} className="quoin-notice" data-tone={attentionTones[code]}>
            <div>
              <p className="quoin-heading">{words(`attention.${code}`)}</p>
              <p>{message}</p>
              <p className="quoin-soft">
                {words('order.since', { at: format.instant(since) })}
                {path && ` · ${words('order.field', { path })}`}
              </p>
            </div>
            <div className="quoin-buttons">
              {url && (
                <a className="quoin-button" href={url} target="_blank" rel="noreferrer">
                  {words('order.act')}
                </a>
              )}
              {/* Such a reprint goes on asking until somebody has answered. */}
              {code !== 'approval_required' && (
                <button
                  type="button"
                  className="quoin-button"
                  disabled={manage.isPending}
                  onClick={() => manage.mutate({ action: 'resolve_attention', code })}
                >
                  {words('order.resolve')}
                </button>
              )}
            </div>
          </li>
        ))}
      </ul>
      {manage.error && <Refusal error={manage.error} />}
    </Card>
  )
}
