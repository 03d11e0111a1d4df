import { z } from '@hono/zod-openapi'
import { type Actor, comparisonNames, findingKinds, type Quoin, shortestRestMs } from '@quoin/core'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { line } from '../fields.ts'

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

const more = z.boolean().openapi({ description: 'There may be more: ask again.' })

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
    z.strictObject({ action: z.literal('erase'), erased: z.int(), waiting: z.array(z.string()).readonly() }),
    z.strictObject({ action: z.literal('archive'), archived: z.int(), more }),
    z.strictObject({
      action: z.literal('cleanup'),
      webhooks: z.int(),
      notifications: z.int(),
      deadJobs: z.int(),
      more,
    }),
  ])
  .openapi('HealthResult')

type HealthResult = z.infer<typeof HealthResult>

const Erase = z
  .strictObject({
    action: z.literal('erase'),
    userId: line(200).optional().openapi({ description: "Whose orders, by the host's user." }),
    email: z.email().max(320).optional().openapi({ description: 'Whose orders, by the address that they gave.' }),
  })
  .refine(({ userId, email }) => (userId === undefined) !== (email === undefined), {
    path: ['userId'],
    error: 'Give userId or email.',
  })

const Archive = z.strictObject({
  action: z.literal('archive'),
  afterMs: z.int().min(shortestRestMs).openapi({
    description: 'For how long nothing has happened to an order about which nothing is to be done; at least 3 days.',
  }),
})

const HealthAction = z
  .discriminatedUnion('action', [
    z.strictObject({ action: z.enum(['process_pending_retries', 'reconcile', 'retry_dead', 'cleanup']) }),
    Archive,
    Erase,
  ])
  .openapi('HealthAction')

/** What is due then is left to the workers: an answer that takes longer is one that nobody waits for. */
const retryBudgetMs = 10_000
/** What is old then is left to whoever asks again, and to the periodic reconciliation. */
const cleanUpBudgetMs = 300

type HealthAction = z.infer<typeof HealthAction>

async function act(quoin: Quoin, asked: HealthAction, actor: Actor): Promise<HealthResult> {
  switch (asked.action) {
    case 'process_pending_retries':
      return { action: asked.action, ...(await quoin.worker.processPendingRetries({ budgetMs: retryBudgetMs })) }
    case 'reconcile':
      return { action: asked.action, ...(await quoin.reconcile()) }
    case 'retry_dead':
      return { action: asked.action, redriven: await quoin.worker.retryDead() }
    case 'cleanup':
      return { action: asked.action, ...(await quoin.cleanUp({ budgetMs: cleanUpBudgetMs })) }
    case 'archive':
      return { action: asked.action, ...(await quoin.archiveOrders(asked, actor)) }
    case 'erase': {
      const customer = asked.userId === undefined ? { email: asked.email ?? '' } : { userId: asked.userId }
      return { action: asked.action, ...(await quoin.eraseCustomer(customer, actor)) }
    }
  }
}

export const actOnHealth = endpoint({
  access: 'admin',
  method: 'post',
  path: '/admin/health',
  tag: 'Health',
  summary: 'Work off what waits, compare with the providers, archive orders, remove what is old, or forget a customer',
  params: nothing,
  query: nothing,
  body: HealthAction,
  answer: HealthResult,
  handle: ({ quoin, body, actor }) => act(quoin, body, actor),
})
