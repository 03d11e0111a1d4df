import { z } from '@hono/zod-openapi'
import { comparisonNames, findingKinds, type Quoin } from '@quoin/core'
import { endpoint, noBody, nothing } from '../endpoint.ts'

const status = z.enum(['healthy', 'degraded', 'critical'])
const Check = z
  .strictObject({
    status,
    reasons: z.array(z.string()).readonly(),
    details: z.record(z.string(), z.union([z.number(), z.string(), z.boolean(), z.null()])),
  })
  .openapi('HealthCheck')

export const showHealth = endpoint({
  access: 'admin',
  method: 'get',
  path: '/admin/health',
  tag: 'Health',
  summary: 'Show how the parts are',
  params: nothing,
  query: nothing,
  body: noBody,
  answer: z.strictObject({
    status,
    checks: z.strictObject({
      database: Check,
      prodigi: Check,
      stripe: Check,
      jobs: Check,
      orders: Check,
      notifications: Check,
    }),
  }),
  handle: ({ quoin }) => quoin.health(),
})

const Finding = z
  .strictObject({
    kind: z.enum(findingKinds),
    orderId: z.string().nullable(),
    reference: z.string(),
    healed: z.boolean(),
  })
  .openapi('Finding')

const reconcileCounts = {
  eventsChecked: z.int(),
  checkoutsChecked: z.int(),
  paymentsChecked: z.int(),
  fulfillmentsChecked: z.int(),
  providerOrdersChecked: z.int(),
  foreignProviderOrders: z.int(),
  otherShopsProviderOrders: z.int(),
  historiesChecked: z.int(),
}

const HealthResult = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.literal('process_pending_retries'), expedited: z.int(), processed: z.int() }),
    z.strictObject({
      action: z.literal('reconcile'),
      ...reconcileCounts,
      changed: z.int(),
      findings: z.array(Finding).readonly(),
      findingsTotal: z.int(),
      failures: z
        .array(
          z.strictObject({ comparison: z.enum(comparisonNames), orderId: z.string().nullable(), code: z.string() }),
        )
        .readonly(),
      failuresTotal: z.int(),
    }),
    z.strictObject({ action: z.literal('retry_dead'), redriven: z.int() }),
    z.strictObject({ action: z.literal('cleanup'), webhooks: z.int(), notifications: z.int(), deadJobs: z.int() }),
  ])
  .openapi('HealthResult')

type HealthResult = z.infer<typeof HealthResult>

const actions = {
  process_pending_retries: async (quoin) => ({
    action: 'process_pending_retries',
    ...(await quoin.worker.processPendingRetries()),
  }),
  reconcile: async (quoin) => ({ action: 'reconcile', ...(await quoin.reconcile()) }),
  retry_dead: async (quoin) => ({ action: 'retry_dead', redriven: await quoin.worker.retryDead() }),
  cleanup: async (quoin) => ({ action: 'cleanup', ...(await quoin.cleanUp()) }),
} as const satisfies { [Action in HealthResult['action']]: (quoin: Quoin) => Promise<HealthResult> }

export const actOnHealth = endpoint({
  access: 'admin',
  method: 'post',
  path: '/admin/health',
  tag: 'Health',
  summary: 'Work off what waits, compare with the providers, or remove what is old',
  params: nothing,
  query: nothing,
  body: z.strictObject({ action: z.enum(['process_pending_retries', 'reconcile', 'retry_dead', 'cleanup']) }),
  answer: HealthResult,
  handle: ({ quoin, body }) => actions[body.action](quoin),
})
