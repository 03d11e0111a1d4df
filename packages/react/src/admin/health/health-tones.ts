import type { Tone } from '../../frame/status-mark.tsx'
import type { HealthReport } from './use-health.ts'

export const healthTones = {
  healthy: 'good',
  degraded: 'warn',
  critical: 'bad',
} as const satisfies Record<HealthReport['status'], Tone>
