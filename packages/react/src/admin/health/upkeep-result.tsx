import type { ReactNode } from 'react'
import { useAdmin } from '../admin-context.tsx'
import type { HealthResult } from './use-health.ts'

/** What came of it, in words. */
export function UpkeepResult({ result }: { readonly result: HealthResult }): ReactNode {
  const { words, go } = useAdmin()
  switch (result.action) {
    case 'process_pending_retries':
      return <p>{words('upkeep.done.process_pending_retries', { count: result.processed })}</p>
    case 'retry_dead':
      return <p>{words('upkeep.done.retry_dead', { count: result.redriven })}</p>
    case 'archive':
      return (
        <>
          <p>{words('upkeep.done.archive', { count: result.archived })}</p>
          {result.more && <p>{words('upkeep.done.more')}</p>}
        </>
      )
    case 'cleanup': {
      const { webhooks, notifications, deadJobs: jobs } = result
      return (
        <>
          <p>{words('upkeep.done.cleanup', { webhooks, notifications, jobs })}</p>
          {result.more && <p>{words('upkeep.done.more')}</p>}
        </>
      )
    }
    case 'erase':
      return (
        <>
          <p>{words('upkeep.done.erase', { count: result.erased })}</p>
          {result.waiting.length > 0 && <p>{words('upkeep.done.waiting', { count: result.waiting.length })}</p>}
        </>
      )
    case 'reconcile':
      return (
        <>
          <p>{words('upkeep.done.reconcile', { count: result.findingsTotal })}</p>
          {result.failuresTotal > 0 && <p>{words('upkeep.done.failures', { count: result.failuresTotal })}</p>}
          <ul className="quoin-admin-stack">
            {result.findings.map(({ kind, orderId, reference, healed }) => (
              <li key={`${kind} ${reference}`}>
                {words(`finding.${kind}`)} · {words(healed ? 'upkeep.healed' : 'upkeep.told')}{' '}
                {orderId !== null && (
                  <button type="button" className="quoin-link" onClick={() => go({ page: 'orders', orderId })}>
                    {words('upkeep.show')}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </>
      )
  }
}
