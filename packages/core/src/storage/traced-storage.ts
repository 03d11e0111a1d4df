import { noTelemetry, type Span, type Telemetry } from '../runtime/telemetry.ts'
import type { Change, CommitResult, Storage } from './storage.ts'

/** A storage whose commits are spans, and keep with their jobs and new orders where they were made. */
export function tracedStorage(storage: Storage, telemetry: Telemetry): Storage {
  if (telemetry === noTelemetry) return storage
  const traced: Pick<Storage, 'commit' | 'receiveWebhook'> = {
    commit: (change) =>
      telemetry.span({ name: 'commit', kind: 'internal', attributes: factsOf(change) }, async (span) => {
        const result = await storage.commit({ ...change, traceparent: telemetry.traceparent() })
        tell(span, result)
        return result
      }),
    receiveWebhook: (record, jobs, options) => {
      const attributes = { 'quoin.webhook.source': record.source, 'quoin.webhook.id': record.eventId }
      return telemetry.span({ name: 'receive webhook', kind: 'internal', attributes }, async (span) => {
        const traceparent = telemetry.traceparent()
        const result = await storage.receiveWebhook(record, jobs, { ...options, traceparent })
        tell(span, result)
        return result
      })
    },
  }
  // Not copied, for an adapter may be an instance of a class.
  return new Proxy(storage, {
    get(target, name) {
      if (Object.hasOwn(traced, name)) return Reflect.get(traced, name)
      const member: unknown = Reflect.get(target, name)
      return typeof member === 'function' ? member.bind(target) : member
    },
  })
}

function factsOf({ order, events = [], jobs = [] }: Change) {
  const orderId = order?.next.id
  return {
    ...(orderId !== undefined && { 'quoin.order.id': orderId }),
    ...(events.length > 0 && { 'quoin.order.events': events.map(({ event }) => event.type).join() }),
    ...(jobs.length > 0 && { 'quoin.job.kinds': jobs.map(({ kind }) => kind).join() }),
  }
}

function tell(span: Span, result: CommitResult | 'stored' | 'duplicate'): void {
  span.set({ 'quoin.commit.result': result })
}
