import { SpanKind } from '@opentelemetry/api'
import type { ReadableSpan } from '@opentelemetry/sdk-trace'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, inject, it } from 'vitest'
import { recordTelemetry } from './recorded-telemetry.ts'
import { openTracedShop } from './traced-shop.ts'

const day = 86_400_000

describe('the trace of an order, on Postgres', () => {
  let recorded: ReturnType<typeof recordTelemetry>
  let shop: Awaited<ReturnType<typeof openTracedShop>>

  beforeEach(async () => {
    recorded = recordTelemetry()
    shop = await openTracedShop(inject('postgresUrl'))
  })
  afterEach(async () => {
    await shop.close()
    await recorded.stop()
  })

  async function checkOut() {
    const { body } = await shop.ask('POST', '/checkout', { items: [{ productId: 'sunrise', quantity: 1 }] })
    const order = await shop.web.orders.find({ id: body.orderId })
    return { orderId: body.orderId, sessionId: order?.payment.checkoutId ?? '' }
  }

  const traceOf = (span: ReadableSpan | undefined) => span?.spanContext().traceId
  const named = (name: string) => recorded.spans().filter((span) => span.name === name)
  const only = (name: string): ReadableSpan => {
    const [found, ...others] = named(name)
    if (!found || others.length > 0) throw new Error(`There are ${others.length + (found ? 1 : 0)} spans ${name}.`)
    return found
  }

  it('given a customer who pays a day later, then checkout, print and call to Prodigi are one trace', async () => {
    const { orderId, sessionId } = await checkOut()
    shop.clock.advance(day / 2)
    shop.stripe.pay(sessionId)
    await shop.settle()

    const checkout = only('POST /api/checkout')
    const submission = only('process submit_fulfillment')
    const call = only('POST /v4.0/orders')
    expect([checkout.kind, submission.kind, call.kind]).toEqual([SpanKind.SERVER, SpanKind.CONSUMER, SpanKind.CLIENT])
    const trace = recorded.spans().filter((span) => traceOf(span) === traceOf(checkout))
    expect(trace.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'POST /api/checkout',
        'create checkout',
        'commit',
        'POST /v1/checkout/sessions',
        'process submit_fulfillment',
        'POST /v4.0/orders',
      ]),
    )
    expect(call.parentSpanContext).toMatchObject({ spanId: submission.spanContext().spanId })
    expect(submission.attributes).toMatchObject({ 'quoin.order.id': orderId, 'quoin.job.outcome': 'done' })
    const kept = await sql<{ traceparent: string }>`select traceparent from quoin.orders`.execute(shop.db)
    expect(kept.rows).toEqual([{ traceparent: expect.stringContaining(`00-${traceOf(checkout)}-`) }])
  })

  it('given the payment came by a webhook, then the print links to the trace of the webhook', async () => {
    const { sessionId } = await checkOut()
    shop.stripe.pay(sessionId)
    await shop.settle()

    const webhooks = named('POST /api/webhooks/stripe').map(traceOf)
    const [reading] = named('process sync_payment')
    expect(webhooks).not.toContain(traceOf(only('POST /api/checkout')))
    expect(webhooks).toContain(traceOf(reading))
    const [cause] = only('process submit_fulfillment').links
    const commits = named('commit').filter((span) => traceOf(span) === traceOf(reading))
    expect(commits.map((span) => span.spanContext().spanId)).toContain(cause?.context.spanId)
  })

  it("given Prodigi's name for the call, then span and log line have it, the line with ours beside it", async () => {
    const { orderId, sessionId } = await checkOut()
    shop.stripe.pay(sessionId)
    await shop.settle()

    const call = only('POST /v4.0/orders')
    const providerTrace = call.attributes['quoin.provider.trace']
    expect(providerTrace).toMatch(/^00-[0-9a-f]{32}-/)
    expect(shop.lines).toContainEqual(
      expect.objectContaining({ orderId, providerTrace, traceId: traceOf(call), jobId: expect.any(String) }),
    )
    const [print] = shop.prodigi.ledger().orders
    expect(print?.body).toMatchObject({ metadata: { orderId } })
  })

  it('given weeks until it is delivered, then what is done about the order stays in its trace', async () => {
    const { sessionId } = await checkOut()
    shop.stripe.pay(sessionId)
    await shop.settle()
    const [print] = shop.prodigi.ledger().orders
    for (let step = 0; step < 8; step += 1) {
      shop.clock.advance(day)
      if (print) shop.prodigi.advanceOrder(print.id)
      await shop.settle()
    }

    const looks = [...named('process refresh_fulfillment'), ...named('process track_shipment')]
    expect(looks.length).toBeGreaterThan(2)
    expect(new Set(looks.map(traceOf))).toEqual(new Set([traceOf(only('POST /api/checkout'))]))
    expect(named('POST /v2/trackers').map(traceOf)).toContain(traceOf(only('POST /api/checkout')))
  })

  it('given a caller with a trace, then the checkout is a part of it', async () => {
    const traceId = '0af7651916cd43dd8448eb211c80319c'
    const traceparent = `00-${traceId}-b7ad6b7169203331-01`
    await shop.ask('POST', '/checkout', { items: [{ productId: 'sunrise', quantity: 1 }] }, { traceparent })
    expect(traceOf(only('POST /api/checkout'))).toBe(traceId)
    expect(traceOf(only('POST /v1/checkout/sessions'))).toBe(traceId)
  })

  it('given failures, then spans and metrics tell of them by codes', async () => {
    const { sessionId } = await checkOut()
    shop.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-503' })
    shop.stripe.pay(sessionId)
    await shop.settle()
    shop.clock.advance(60_000)
    await shop.settle()
    await shop.ask('GET', '/orders/management')

    const [failed, succeeded] = named('process submit_fulfillment')
    expect(failed?.attributes).toMatchObject({
      'quoin.job.outcome': 'retried',
      'error.type': 'fulfillment_provider_failed',
    })
    expect(succeeded?.attributes).toMatchObject({ 'quoin.job.outcome': 'done', 'quoin.job.attempts': 2 })
    const measured = await recorded.measured()
    const submissions = { name: 'quoin.job.duration', unit: 's', count: 1 }
    const kind = { 'quoin.job.kind': 'submit_fulfillment' }
    expect(measured).toContainEqual({ ...submissions, labels: { ...kind, 'quoin.job.outcome': 'done' } })
    const retried = { 'quoin.job.outcome': 'retried', 'error.type': 'fulfillment_provider_failed' }
    expect(measured).toContainEqual({ ...submissions, labels: { ...kind, ...retried } })
    expect(measured).toContainEqual({
      name: 'quoin.http.request.duration',
      unit: 's',
      labels: {
        'http.request.method': 'GET',
        'http.route': '/api/orders/management',
        'http.response.status_code': 403,
      },
      count: 1,
    })
    const status = { name: 'quoin.order.status_changes', unit: '{order}', count: 1 }
    for (const to of ['paid', 'submitted']) {
      expect(measured).toContainEqual({ ...status, labels: { 'quoin.order.status': to } })
    }
    const provider = measured.filter(({ name }) => name === 'quoin.provider.request.duration')
    const calls = provider.map(({ labels }) => [
      labels['quoin.provider.name'],
      labels['url.template'],
      labels['http.response.status_code'],
    ])
    expect(calls).toEqual(
      expect.arrayContaining([
        ['stripe', '/v1/checkout/sessions/{id}', 200],
        ['prodigi', '/v4.0/orders', 503],
        ['prodigi', '/v4.0/orders', 200],
      ]),
    )
  })
})
