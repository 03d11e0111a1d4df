import { EventEmitter } from 'eventemitter3'
import type { Engine } from './engine.ts'
import { logAlerts } from './health/log-alerts.ts'
import { mostJobsMoved } from './jobs/job-store.ts'
import { createWorker } from './jobs/worker.ts'
import { eventNames } from './order/event-names.ts'
import type { Order } from './order/order.ts'
import type { RecordedOrderEvent } from './order/order-events.ts'
import { createOrderActions } from './order-actions.ts'
import { parseSettings } from './parse-settings.ts'
import { allowUrlsBelow } from './preflight/allow-urls-below.ts'
import type { PreflightOptions } from './preflight/create-preflight.ts'
import { preflightOnDemand } from './preflight/preflight-on-demand.ts'
import type { Quoin } from './quoin.ts'
import { QuoinError } from './quoin-error.ts'
import type { QuoinEvent, QuoinEventName } from './quoin-events.ts'
import type { QuoinOptions } from './quoin-options.ts'
import { keepPlanned } from './reconcile/keep-planned.ts'
import { systemClock } from './runtime/clock.ts'
import { correlatedLogger } from './runtime/correlated-logger.ts'
import { errorName } from './runtime/error-name.ts'
import { createIds } from './runtime/ids.ts'
import { consoleLogger } from './runtime/logger.ts'
import { onDemand } from './runtime/on-demand.ts'
import { systemRandom } from './runtime/random.ts'
import { createSigner } from './runtime/signer.ts'
import { noTelemetry } from './runtime/telemetry.ts'
import { systemTimer } from './runtime/timer.ts'
import { tracedStorage } from './storage/traced-storage.ts'
import { signCallbackToken } from './webhooks/callback-token.ts'
import { receiveFulfillmentWebhook, receivePaymentWebhook, receiveTrackingWebhook } from './webhooks/receive-webhook.ts'

/**
 * Wires the order machine to a host's database, payment and print provider.
 *
 * It starts nothing: mount an HTTP handler (`@quoin/http`) for the webhooks, and call `worker.start()` in a long-lived
 * process or `worker.tick()` from cron.
 *
 * @throws {@link QuoinError} `invalid_options` naming every option at fault.
 * @example
 * ```ts
 * import { createMemoryStorage, createQuoin, money, systemClock } from '@quoin/core'
 * import { prodigiFulfillment } from '@quoin/core/prodigi'
 * import { stripePayments } from '@quoin/core/stripe'
 *
 * const quoin = createQuoin({
 *   storage: createMemoryStorage({ clock: systemClock }),
 *   payments: stripePayments({ secretKey: 'sk_test_…', webhookSecrets: 'whsec_…' }),
 *   fulfillment: prodigiFulfillment({ apiKey: '…', environment: 'sandbox' }),
 *   catalog: (id) =>
 *     id === 'sunrise'
 *       ? {
 *           id,
 *           name: 'Sunrise, 16 × 24 in',
 *           sku: 'GLOBAL-FAP-16X24',
 *           price: money(6900, 'USD'),
 *           assets: [{ printArea: 'default', url: 'https://shop.example/sunrise.jpg' }],
 *         }
 *       : null,
 *   shippingOptions: [{ method: 'Standard', displayName: 'Standard', price: money(900, 'USD') }],
 *   publicUrl: 'https://shop.example',
 *   secret: 'at least sixteen characters',
 * })
 * quoin.on('order.shipped', ({ order }) => console.log(`${order.number} is on its way`))
 * quoin.worker.start()
 * ```
 */
export function createQuoin(options: QuoinOptions): Quoin {
  const settings = parseSettings(options)
  const { publicUrl, basePath, secret } = settings
  const { payments, fulfillment, notifiers = [], subscribe: subscriptions = {} } = options
  const { clock = systemClock, random = systemRandom, timer = systemTimer, telemetry = noTelemetry } = options
  const logger = correlatedLogger(options.logger ?? consoleLogger(), telemetry)
  const storage = tracedStorage(options.storage, telemetry)
  const { alerts = [logAlerts(logger)] } = options
  const ids = createIds(clock, random)
  const emitter = new EventEmitter<Record<QuoinEventName, [QuoinEvent]>>()

  /** Listeners hear of what is committed; their faults are theirs. */
  function onCommitted(order: Order, events: readonly RecordedOrderEvent[]): void {
    for (const event of events) {
      if (event.event.type === 'status_changed') {
        telemetry.count('quoin.order.status_changes', { 'quoin.order.status': event.event.to })
      }
      for (const name of eventNames(event)) {
        for (const listener of emitter.listeners(name)) {
          try {
            listener({ order, event })
          } catch (error) {
            const reason = errorName(error)
            logger.error({ name, orderId: order.id, reason }, 'A listener failed.')
          }
        }
      }
    }
  }

  const audience = {
    channels: notifiers.map((notifier) => notifier.channel),
    alertChannels: alerts.map((sink) => sink.channel),
    subscriptions: Object.keys(subscriptions).filter((name): name is QuoinEventName => name in subscriptions),
    webhooks: settings.webhooks,
  }
  const engine: Engine = {
    storage,
    handle: onDemand(async () => {
      const { createOrderCommandHandler } = await import('./order/handle-order-command.ts')
      const without = options.tracking ? [] : (['track_shipment'] as const)
      return createOrderCommandHandler({ storage, clock, ids, audience, without, onCommitted })
    }),
    payments,
    async adopt(checkoutId, actor = payments.name) {
      const { adoptCheckout } = await import('./checkout/adopt-checkout.ts')
      return adoptCheckout(engine, checkoutConfig, checkoutId, actor)
    },
    fulfillment,
    tracking: options.tracking ?? null,
    reprintNeedsApproval: options.reprints?.needApproval ?? false,
    preflight: preflightOnDemand(preflightOptions(options)),
    costs: settings.costs,
    retention: settings.retention,
    health: settings.health,
    allowedCountries: settings.allowedCountries,
    target: { provider: fulfillment.name, livemode: fulfillment.livemode },
    notifiers,
    alerts,
    subscriptions,
    webhooks: settings.webhooks,
    callbackUrl: async (fulfillmentId) => {
      const token = await signCallbackToken(secret, fulfillmentId)
      return `${publicUrl}${basePath}/webhooks/${fulfillment.name}?token=${encodeURIComponent(token)}`
    },
    async callbackOwner(callbackUrl) {
      const { callbackOwner } = await import('./webhooks/callback-owner.ts')
      return callbackOwner(settings, callbackUrl)
    },
    clock,
    ids,
    logger,
    telemetry,
  }
  const run = onDemand(async () => {
    const { createJobRunner } = await import('./jobs/run-job.ts')
    return createJobRunner(engine, settings.retry, random)
  })
  const plan = async (when: 'now' | 'in time'): Promise<void> => {
    const { planPeriodic } = await import('./reconcile/plan-periodic.ts')
    return planPeriodic(engine, when)
  }
  let stopPlanning: (() => void) | null = null
  const worker = createWorker({ storage, run, timer, logger, ...settings.worker })
  const checkoutConfig = {
    catalog: options.catalog,
    shippingOptions: settings.shippingOptions,
    allowedCountries: settings.allowedCountries,
    addPercent: settings.addPercent,
    checkout: settings.checkout,
    adopt: options.adoptCheckout ?? null,
    shopUrl: publicUrl,
    successUrl: settings.successUrl,
    cancelUrl: settings.cancelUrl,
  }

  const orders = createOrderActions(engine)

  return {
    async preflight(draft) {
      const { prepareCheckout } = await import('./checkout/prepare-checkout.ts')
      const { report, shippingOptions } = await prepareCheckout(engine, checkoutConfig, draft)
      return { errors: report.errors, warnings: report.warnings, shippingOptions }
    },
    checkout: {
      create: (draft, actor) =>
        telemetry.span({ name: 'create checkout', kind: 'internal' }, async () => {
          // What only checkouts need is loaded with the first of them.
          const { createCheckout } = await import('./checkout/create-checkout.ts')
          return createCheckout(engine, checkoutConfig, draft, actor)
        }),
      resume: (orderId, actor) =>
        telemetry.span({ name: 'resume checkout', kind: 'internal' }, async () => {
          const { resumeCheckout } = await import('./checkout/resume-checkout.ts')
          return resumeCheckout(engine, checkoutConfig, orderId, actor)
        }),
      adopt: engine.adopt,
    },
    webhooks: {
      receivePayment: (webhook) => receivePaymentWebhook(engine, webhook),
      async receiveFulfillment(provider, webhook) {
        if (provider !== fulfillment.name) throw new QuoinError('unsupported', 'No such print provider is set up.')
        await receiveFulfillmentWebhook(engine, secret, webhook)
      },
      async receiveTracking(provider, webhook) {
        if (provider !== engine.tracking?.name)
          throw new QuoinError('unsupported', 'No such tracking provider is set up.')
        await receiveTrackingWebhook(engine, engine.tracking, webhook)
      },
    },
    orders,
    async eraseCustomer(customer, actor) {
      const { eraseCustomer } = await import('./erase-customer.ts')
      return eraseCustomer(orders, customer, actor)
    },
    async archiveOrders({ afterMs }, actor) {
      const { archiveOrders } = await import('./archive-orders.ts')
      return archiveOrders(engine, afterMs, { actor })
    },
    notifications: {
      list: (query) => storage.listNotifications(query),
      unreadCount: (userId) => storage.countUnreadNotifications(userId),
      markRead: (userId, selection) => storage.markNotificationsRead(userId, selection, clock.now()),
      delete: (userId, selection) => storage.deleteNotifications(userId, selection),
    },
    signer: createSigner(secret),
    telemetry,
    async health() {
      const { checkHealth } = await import('./health/check-health.ts')
      return checkHealth(engine)
    },
    async reconcile() {
      const { reconcile } = await import('./reconcile/reconcile.ts')
      return reconcile(engine)
    },
    async cleanUp(limits) {
      const { cleanUp } = await import('./storage/clean-up.ts')
      return cleanUp(engine, limits)
    },
    worker: {
      start() {
        worker.start()
        stopPlanning ??= keepPlanned(plan, { timer, logger })
      },
      async startOn(jobEngine) {
        // Before it is waited for, so that a stop meanwhile stops this, too.
        const planning = jobEngine.receive && stopPlanning === null ? keepPlanned(plan, { timer, logger }) : null
        stopPlanning ??= planning
        try {
          await worker.startOn(jobEngine)
        } catch (error) {
          planning?.()
          if (stopPlanning === planning) stopPlanning = null
          throw error
        }
      },
      stop() {
        stopPlanning?.()
        stopPlanning = null
        return worker.stop()
      },
      async tick(tickOptions) {
        await plan('in time')
        return worker.tick(tickOptions)
      },
      async processPendingRetries(tickOptions) {
        const expedited = await moveAll(() => storage.expediteJobs())
        return { expedited, processed: await worker.tick(tickOptions) }
      },
      retryDead: () => moveAll(() => storage.redriveJobs()),
      stats: () => storage.jobStats(),
    },
    on(name, listener) {
      emitter.on(name, listener)
      return () => emitter.off(name, listener)
    },
  }
}

/** One bounded step after the other, so that a great many jobs hold up nobody. */
async function moveAll(moveSome: () => Promise<number>): Promise<number> {
  for (let all = 0; ; ) {
    const moved = await moveSome()
    all += moved
    if (moved < mostJobsMoved) return all
  }
}

/** In a sandbox nothing is printed, so artwork of the app itself may be where nobody else can reach it. */
function preflightOptions({ preflight = {}, fulfillment, publicUrl }: QuoinOptions): PreflightOptions | null {
  if (preflight === false) return null
  return { ...preflight, provider: fulfillment, ...(!fulfillment.livemode && { allowUrl: allowUrlsBelow(publicUrl) }) }
}
