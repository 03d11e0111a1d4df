import { type ReactNode, useId, useState } from 'react'
import { Loading } from '../../frame/loading.tsx'
import { StatusMark } from '../../frame/status-mark.tsx'
import { useAdmin } from '../admin-context.tsx'
import { Card } from '../order/card.tsx'
import { namesIn } from '../order-values.ts'
import { Refusal } from '../refusal.tsx'
import { HealthCheckCard } from './health-check-card.tsx'
import { healthTones } from './health-tones.ts'
import { isUpkeepQuestion, UpkeepDialog, type UpkeepQuestion } from './upkeep-dialog.tsx'
import { UpkeepResult } from './upkeep-result.tsx'
import { useHealth, useHealthAction } from './use-health.ts'

/** How the parts of the shop are, and what can be set going. */
export function HealthPage(): ReactNode {
  const { words } = useAdmin()
  const { data, error, refetch, isFetching } = useHealth()
  return (
    <div className="quoin-admin-page">
      <div className="quoin-row">
        <h2 className="quoin-title">{words('health.title')}</h2>
        <button type="button" className="quoin-button" disabled={isFetching} onClick={() => refetch()}>
          {words('health.again')}
        </button>
      </div>
      {error && <Refusal error={error} onRetry={refetch} />}
      {!data && !error && <Loading lines={4} />}
      {data && (
        <>
          <p role="status">
            <StatusMark tone={healthTones[data.status]}>{words(`health.${data.status}`)}</StatusMark>
          </p>
          <div className="quoin-admin-checks">
            {namesIn(data.checks).map((name) => (
              <HealthCheckCard key={name} name={name} check={data.checks[name]} />
            ))}
          </div>
        </>
      )}
      <Upkeep />
    </div>
  )
}

const steps = ['process_pending_retries', 'retry_dead', 'reconcile', 'archive', 'cleanup', 'erase'] as const

function Upkeep(): ReactNode {
  const { words } = useAdmin()
  const act = useHealthAction()
  const id = useId()
  const [question, ask] = useState<UpkeepQuestion | null>(null)
  return (
    <Card title={words('upkeep.title')}>
      <ul className="quoin-admin-stack">
        {steps.map((step) => (
          <li key={step} className="quoin-admin-upkeep">
            <button
              type="button"
              className="quoin-button"
              data-kind={step === 'erase' ? 'danger' : undefined}
              disabled={act.isPending}
              aria-describedby={`${id}-${step}`}
              onClick={() => {
                if (isUpkeepQuestion(step)) ask(step)
                else act.mutate({ action: step })
              }}
            >
              {words(`upkeep.${step}`)}
            </button>
            <p id={`${id}-${step}`} className="quoin-soft">
              {words(`upkeep.${step}.text`)}
            </p>
          </li>
        ))}
      </ul>
      <div role="status">{act.data && <UpkeepResult result={act.data} />}</div>
      {act.error && question === null && <Refusal error={act.error} />}
      {question && <UpkeepDialog question={question} act={act} onClose={() => ask(null)} />}
    </Card>
  )
}
