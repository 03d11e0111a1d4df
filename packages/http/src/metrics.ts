import type { HealthReport, HealthStatus } from '@quoin/core'

/** Upper bounds in seconds, as Prometheus proposes them. */
const buckets = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const

/** A request that was answered. */
interface Answered {
  readonly method: string
  /** Of the endpoint, such as `/orders/{id}/status`: never with an id in it. */
  readonly path: string
  readonly status: number
  readonly durationMs: number
}

interface Durations {
  readonly counts: number[]
  sumMs: number
}

/** Counts the requests of this process. */
export interface RequestMetrics {
  observe(request: Answered): void
  lines(): readonly string[]
}

export function createRequestMetrics(): RequestMetrics {
  const answers = new Map<string, number>()
  const durations = new Map<string, Durations>()
  return {
    observe({ method, path, status, durationMs }) {
      const endpoint = `method="${method.toUpperCase()}",path="${path}"`
      const answer = `${endpoint},status="${status}"`
      answers.set(answer, (answers.get(answer) ?? 0) + 1)
      const found = durations.get(endpoint) ?? { counts: [...buckets, 0].map(() => 0), sumMs: 0 }
      const place = buckets.findIndex((bound) => durationMs <= bound * 1000)
      const bucket = place === -1 ? buckets.length : place
      found.counts[bucket] = (found.counts[bucket] ?? 0) + 1
      found.sumMs += durationMs
      durations.set(endpoint, found)
    },
    lines: () => [
      ...family('quoin_http_requests_total', 'counter', 'Requests answered by this process.'),
      ...[...answers].map(([labels, count]) => `quoin_http_requests_total{${labels}} ${count}`),
      ...family('quoin_http_request_duration_seconds', 'histogram', 'From the request until its answer began.'),
      ...[...durations].flatMap(([endpoint, found]) => histogram(endpoint, found)),
    ],
  }
}

function histogram(endpoint: string, { counts, sumMs }: Durations): readonly string[] {
  const name = 'quoin_http_request_duration_seconds'
  let total = 0
  const upTo = [...buckets, '+Inf'].map((bound, index) => {
    total += counts[index] ?? 0
    return `${name}_bucket{${endpoint},le="${bound}"} ${total}`
  })
  return [...upTo, `${name}_sum{${endpoint}} ${sumMs / 1000}`, `${name}_count{${endpoint}} ${total}`]
}

const severity: Readonly<Record<HealthStatus, number>> = { healthy: 0, degraded: 1, critical: 2 }

/** The health of the shop as gauges: each check, and each number behind it. Durations are in seconds. */
export function healthLines({ checks }: HealthReport): readonly string[] {
  const all = Object.entries(checks)
  return [
    ...family('quoin_health', 'gauge', '0: healthy, 1: degraded, 2: critical.'),
    ...all.map(([check, { status }]) => `quoin_health{check="${check}"} ${severity[status]}`),
    ...all.flatMap(([check, { details }]) =>
      Object.entries(details).flatMap(([detail, value]) =>
        typeof value === 'number' ? gauge(`quoin_${check}_${snakeCase(detail)}`, value) : [],
      ),
    ),
  ]
}

function gauge(name: string, value: number): readonly string[] {
  const [unit, measured] = name.endsWith('_ms') ? [name.replace(/_ms$/, '_seconds'), value / 1000] : [name, value]
  return [...family(unit, 'gauge', 'As in GET /admin/health.'), `${unit} ${measured}`]
}

function family(name: string, type: 'counter' | 'gauge' | 'histogram', help: string): readonly string[] {
  return [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`]
}

function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)
}
