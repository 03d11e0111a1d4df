import type { FulfillmentProvider } from './fulfillment/fulfillment-provider.ts'
import type { AlertSink } from './health/alerts.ts'
import type { HealthSettings } from './health/health-settings.ts'
import type { Notifier } from './notifications/notifier.ts'
import type { HandleOrderCommand } from './order/handle-order-command.ts'
import type { Order } from './order/order.ts'
import type { FulfillmentTarget } from './order/order-commands.ts'
import type { CostSettings } from './order/order-costs.ts'
import type { WebhookEndpoint } from './outgoing/webhook-endpoint.ts'
import type { PaymentProvider } from './payment/payment-provider.ts'
import type { Preflight } from './preflight/create-preflight.ts'
import type { Actor } from './quoin.ts'
import type { QuoinEvent, QuoinEventName } from './quoin-events.ts'
import type { Clock } from './runtime/clock.ts'
import type { Ids } from './runtime/ids.ts'
import type { Logger } from './runtime/logger.ts'
import type { Telemetry } from './runtime/telemetry.ts'
import type { Retention } from './storage/retention.ts'
import type { Storage } from './storage/storage.ts'
import type { TrackingProvider } from './tracking/tracking-provider.ts'
import type { CallbackOwner } from './webhooks/callback-owner.ts'

/** What is called durably for an event: at least once, retried when it throws. */
export type Subscriptions = { readonly [Name in QuoinEventName]?: (event: QuoinEvent) => Promise<void> | void }

/** All that a step of work reaches for. Made once by `createQuoin`. */
export interface Engine {
  readonly storage: Storage
  readonly handle: HandleOrderCommand
  readonly payments: PaymentProvider
  /**
   * The order of a checkout that no order knows, as `quoin.checkout.adopt`: null when it is none of ours.
   *
   * @param actor @default the payment provider
   * @throws {@link QuoinError} `invalid_checkout`, permanent, when it was paid to us and no order can be made of it.
   */
  readonly adopt: (checkoutId: string, actor?: Actor) => Promise<Order | null>
  readonly fulfillment: FulfillmentProvider
  /** Null: delivery is told by people only. */
  readonly tracking: TrackingProvider | null
  /** Whether a second person must agree to every reprint. */
  readonly reprintNeedsApproval: boolean
  /** Looks before money is taken or spent. */
  readonly preflight: Preflight['check']
  readonly costs: CostSettings
  readonly health: HealthSettings
  readonly retention: Retention
  /** ISO 3166-1 alpha-2 codes of the countries that are shipped to. */
  readonly allowedCountries: readonly string[]
  /** The print provider as the domain knows it. */
  readonly target: FulfillmentTarget
  readonly notifiers: readonly Notifier[]
  readonly alerts: readonly AlertSink[]
  readonly subscriptions: Subscriptions
  readonly webhooks: readonly WebhookEndpoint[]
  /** Where the provider calls back about a fulfillment. */
  readonly callbackUrl: (fulfillmentId: string) => Promise<string>
  /** Whose an order of the provider is, by its callback URL. */
  readonly callbackOwner: (callbackUrl: string | null) => Promise<CallbackOwner>
  readonly clock: Clock
  readonly ids: Ids
  readonly logger: Logger
  readonly telemetry: Telemetry
}
