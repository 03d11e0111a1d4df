import type { components } from '@quoin/http/client'
import type { ReactNode } from 'react'
import { StatusMark } from '../../frame/status-mark.tsx'
import { useQuoin } from '../../quoin-provider.tsx'
import { useAdmin } from '../admin-context.tsx'
import { createFigureFormats } from '../figures/figure-formats.ts'
import { wordFor } from '../language/word-for.ts'
import { Card, Fact } from '../order/card.tsx'
import { healthTones } from './health-tones.ts'
import type { HealthReport } from './use-health.ts'

interface HealthCheckCardProps {
  readonly name: keyof HealthReport['checks']
  readonly check: components['schemas']['HealthCheck']
}

/** One part of the shop. */
export function HealthCheckCard({ name, check }: HealthCheckCardProps): ReactNode {
  const { words } = useAdmin()
  const { status, reasons, details } = check
  return (
    <Card
      title={words(`health.check.${name}`)}
      aside={<StatusMark tone={healthTones[status]}>{words(`health.part.${status}`)}</StatusMark>}
    >
      {reasons.map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      <dl className="quoin-admin-sums">
        {Object.entries(details).map(([detail, value]) => (
          <Fact key={detail} name={wordFor(words, 'health.detail', detail)}>
            <DetailValue name={detail} value={value} />
          </Fact>
        ))}
      </dl>
    </Card>
  )
}

interface DetailValueProps {
  readonly name: string
  readonly value: string | number | boolean | null
}

function DetailValue({ name, value }: DetailValueProps): ReactNode {
  const { words } = useAdmin()
  const { locale } = useQuoin()
  if (typeof value === 'boolean') return words(value ? 'health.yes' : 'health.no')
  if (typeof value !== 'number') return value
  const formats = createFigureFormats(locale)
  return name.endsWith('Ms') ? formats.duration(value) : formats.count(value)
}
