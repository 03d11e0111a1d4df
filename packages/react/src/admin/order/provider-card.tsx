import { type ReactNode, useState } from 'react'
import { Loading } from '../../frame/loading.tsx'
import { useAdmin } from '../admin-context.tsx'
import { useProviderView } from '../orders/use-provider-view.ts'
import { Refusal } from '../refusal.tsx'
import { Card } from './card.tsx'

/** The print provider's own view, asked for when somebody wants to see it. */
export function ProviderCard({ orderId }: { readonly orderId: string }): ReactNode {
  const { words } = useAdmin()
  const [isShown, setShown] = useState(false)
  const { data, error, refetch } = useProviderView(orderId, { enabled: isShown })
  return (
    <Card title={words('provider.title')}>
      {!isShown && (
        <button type="button" className="quoin-button" onClick={() => setShown(true)}>
          {words('provider.show')}
        </button>
      )}
      {error && <Refusal error={error} onRetry={refetch} />}
      {isShown && !data && !error && <Loading lines={2} />}
      {data?.map(({ fulfillmentId, providerOrderId, view }) => (
        <div key={fulfillmentId}>
          <p className="quoin-soft">{words('provider.print', { id: providerOrderId ?? fulfillmentId })}</p>
          {view === null ? (
            <p>{words('provider.nothing')}</p>
          ) : (
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard.
            <pre className="quoin-admin-raw" tabIndex={0}>
              {JSON.stringify(view, null, 2)}
            </pre>
          )}
        </div>
      ))}
      {data?.length === 0 && <p className="quoin-soft">{words('provider.nothing')}</p>}
    </Card>
  )
}
