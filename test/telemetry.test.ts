import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { QuoinError } from '@quoin/core'
import { openTelemetry } from '@quoin/core/telemetry'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { recordTelemetry } from './recorded-telemetry.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const remote = `00-${traceId}-b7ad6b7169203331-01`

describe('openTelemetry, given an SDK', () => {
  let recorded: ReturnType<typeof recordTelemetry>
  beforeEach(() => {
    recorded = recordTelemetry()
  })
  afterEach(() => recorded.stop())

  it('given work within work, then its span is a part of the other', async () => {
    const telemetry = openTelemetry()
    const inside = await telemetry.span({ name: 'outer', kind: 'internal' }, () =>
      telemetry.span({ name: 'inner', kind: 'client' }, async () => telemetry.traceparent()),
    )
    const [inner, outer] = recorded.spans()
    expect(inner).toMatchObject({ name: 'inner', kind: SpanKind.CLIENT, parentSpanContext: outer?.spanContext() })
    expect(inside).toBe(`00-${inner?.spanContext().traceId}-${inner?.spanContext().spanId}-01`)
    expect(telemetry.traceparent()).toBeNull()
  })

  it('given a parent of another process and a link, then both are named', async () => {
    const link = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`
    await openTelemetry().span({ name: 'process', kind: 'consumer', parent: remote, link }, async () => {})
    const [span] = recorded.spans()
    expect(span?.spanContext().traceId).toBe(traceId)
    expect(span?.parentSpanContext).toMatchObject({ spanId: 'b7ad6b7169203331', isRemote: true })
    expect(span?.links.map(({ context }) => [context.traceId, context.spanId])).toEqual([
      ['1'.repeat(32), '2'.repeat(16)],
    ])
  })

  it.each([null, 'no traceparent'])(
    'given the parent %j, then it begins a trace of its own, whatever is under way',
    async (parent) => {
      const telemetry = openTelemetry()
      await telemetry.span({ name: 'outer', kind: 'internal' }, () =>
        telemetry.span({ name: 'own', kind: 'consumer', parent }, async () => {}),
      )
      const [own, outer] = recorded.spans()
      expect(own?.parentSpanContext).toBeUndefined()
      expect(own?.spanContext().traceId).not.toBe(outer?.spanContext().traceId)
    },
  )

  it("given the app's own server has a span of the request, then ours is work within it", async () => {
    const server = trace.getTracer('http').startSpan('GET', { kind: SpanKind.SERVER })
    await context.with(trace.setSpan(context.active(), server), () =>
      openTelemetry().span({ name: 'GET /api/orders', kind: 'server', parent: remote }, async () => {}),
    )
    server.end()
    expect(recorded.spans()[0]).toMatchObject({ kind: SpanKind.INTERNAL, parentSpanContext: server.spanContext() })
  })

  it.each([
    ['a code', new QuoinError('storage_failed', 'ada@example.com'), 'storage_failed'],
    ['a foreign error', new RangeError('ada@example.com'), 'RangeError'],
    ['something else', 'ada@example.com', '_OTHER'],
  ])('given work that fails with %s, then it is thrown on, and the span has its kind only', async (_, error, type) => {
    const failing = openTelemetry().span({ name: 'work', kind: 'internal' }, () => Promise.reject(error))
    await expect(failing).rejects.toBe(error)
    const [span] = recorded.spans()
    expect(span).toMatchObject({
      status: { code: SpanStatusCode.ERROR },
      attributes: { 'error.type': type },
      events: [],
    })
    expect(span?.status.message).toBeUndefined()
  })

  it('given a metric, then the duration is told by the labels, and not by the other attributes', async () => {
    const start = {
      name: 'process',
      kind: 'consumer',
      metric: 'quoin.job.duration',
      labels: { 'quoin.job.kind': 'reconcile' },
      attributes: { 'messaging.message.id': 'job_1' },
    } as const
    const telemetry = openTelemetry()
    for (const outcome of ['done', 'done', 'dead']) {
      await telemetry.span(start, async (span) => span.label({ 'quoin.job.outcome': outcome }))
    }
    telemetry.count('quoin.order.status_changes', { 'quoin.order.status': 'paid' })
    expect(recorded.spans()[0]?.attributes).toEqual({
      'quoin.job.kind': 'reconcile',
      'quoin.job.outcome': 'done',
      'messaging.message.id': 'job_1',
    })
    const job = { name: 'quoin.job.duration', unit: 's' }
    expect(await recorded.measured()).toEqual([
      { ...job, labels: { 'quoin.job.kind': 'reconcile', 'quoin.job.outcome': 'done' }, count: 2 },
      { ...job, labels: { 'quoin.job.kind': 'reconcile', 'quoin.job.outcome': 'dead' }, count: 1 },
      { name: 'quoin.order.status_changes', unit: '{order}', labels: { 'quoin.order.status': 'paid' }, count: 1 },
    ])
  })
})

describe('openTelemetry, given no SDK', () => {
  it('then the work is done all the same, and nothing is traced', async () => {
    const telemetry = openTelemetry()
    const start = { name: 'work', kind: 'server', metric: 'quoin.http.request.duration', parent: null } as const
    const done = await telemetry.span(start, async (span) => {
      span.label({ status: 200 })
      return telemetry.traceparent()
    })
    telemetry.count('quoin.order.status_changes', {})
    expect(done).toBeNull()
  })
})
