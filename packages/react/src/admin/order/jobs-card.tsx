import type { ReactNode } from 'react'
import { Loading } from '../../frame/loading.tsx'
import { useAdmin } from '../admin-context.tsx'
import { type OrderJob, useOrderJobs } from '../orders/use-order-jobs.ts'
import { Refusal } from '../refusal.tsx'
import { Card } from './card.tsx'

/** What is still to be done, how often it was tried, and why it failed. */
export function JobsCard({ orderId }: { readonly orderId: string }): ReactNode {
  const { words } = useAdmin()
  const { data: jobs, error, refetch } = useOrderJobs(orderId)
  return (
    <Card title={words('jobs.title')}>
      {error && <Refusal error={error} onRetry={refetch} />}
      {!jobs && !error && <Loading lines={1} />}
      {jobs?.length === 0 && <p className="quoin-soft">{words('jobs.none')}</p>}
      <ul className="quoin-admin-stack">
        {jobs?.map((job) => (
          <JobLine key={job.id} job={job} />
        ))}
      </ul>
    </Card>
  )
}

function JobLine({ job }: { readonly job: OrderJob }): ReactNode {
  const { words, format } = useAdmin()
  const { kind, state, attempts, crashes, lastError, runAt } = job
  const tone = state === 'dead' ? 'bad' : attempts > 0 ? 'warn' : 'calm'
  return (
    <li className="quoin-admin-job" data-tone={tone}>
      <div className="quoin-row">
        <span>{words(`jobs.kind.${kind}`)}</span>
        <span className="quoin-admin-tone">{words(`jobs.${state}`, { at: format.instant(runAt) })}</span>
      </div>
      {(attempts > 0 || crashes > 0) && (
        <p className="quoin-soft">
          {words('jobs.attempts', { count: attempts })}
          {crashes > 0 && ` · ${words('jobs.crashes', { count: crashes })}`}
        </p>
      )}
      {lastError !== null && <p className="quoin-admin-ids">{lastError}</p>}
    </li>
  )
}
