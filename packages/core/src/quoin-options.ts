import type { Catalog } from './catalog/catalog.ts'
import type { AdoptCheckout } from './checkout/adopt-checkout.ts'
import type { Subscriptions } from './engine.ts'
import type { FulfillmentProvider } from './fulfillment/fulfillment-provider.ts'
import type { AlertSink } from './health/alerts.ts'
import type { StageSlos } from './health/stage-slos.ts'
import type { Notifier } from './notifications/notifier.ts'
import type { ShippingOffer } from './order/order.ts'
import type { WebhookOptions } from './outgoing/webhook-endpoint.ts'
import type { CheckoutUi, PaymentProvider } from './payment/payment-provider.ts'
import type { PreflightOptions } from './preflight/create-preflight.ts'
import type { Clock } from './runtime/clock.ts'
import type { Logger } from './runtime/logger.ts'
import type { Random } from './runtime/random.ts'
import type { Telemetry } from './runtime/telemetry.ts'
import type { Timer } from './runtime/timer.ts'
import type { Retention } from './storage/retention.ts'
import type { Storage } from './storage/storage.ts'
import type { TrackingProvider } from './tracking/tracking-provider.ts'

/** How jobs are worked off. */
export interface WorkerSettings {
  /** Jobs under way at the same time; on a job engine, for each wake-up that is answered at the same time. @default 10 */
  readonly slots?: number
  /** How long a job belongs to a worker that gives no sign of life. @default 20000 */
  readonly leaseMs?: number
  /** How long an idle worker waits before it looks again without being woken. @default 1000 */
  readonly pollIntervalMs?: number
  /** How long `stop` lets jobs finish before it calls them off. @default 10000 */
  readonly graceMs?: number
}

/** How failed work is tried again. */
export interface RetrySettings {
  /** Upper limit of the first wait. @default 1000 */
  readonly baseDelayMs?: number
  /** Upper limit of every wait. @default 900000 */
  readonly maxDelayMs?: number
  /** A job that still fails at this age asks for a person. @default 345600000 (96 hours) */
  readonly giveUpAfterMs?: number
}

/** How to look before money is taken or spent. */
export type PreflightSettings = Pick<PreflightOptions, 'fetch' | 'resolve' | 'limits'>

/** How customers pay. */
export interface CheckoutSettings {
  /** Where the payment is shown, unless a draft says otherwise. @default 'hosted' */
  readonly ui?: CheckoutUi
  /** Customers may type promotion codes. @default false */
  readonly promotionCodes?: boolean
  /** The payment provider works out taxes and adds them. @default false */
  readonly automaticTax?: boolean
  /** Customers see and pay prices in their own currency. @default as the payment provider's account is set */
  readonly adaptivePricing?: boolean
  /** How long a checkout can be paid, from 30 minutes to 24 hours. @default 86400000 */
  readonly openForMs?: number
}

/** What {@link createQuoin} needs of the host. */
export interface QuoinOptions {
  /** Such as `createKyselyStorage({ db })` of `@quoin/kysely`. */
  readonly storage: Storage
  /** Such as `stripePayments({ … })` of `@quoin/core/stripe`. */
  readonly payments: PaymentProvider
  /** Such as `prodigiFulfillment({ … })` of `@quoin/core/prodigi`. */
  readonly fulfillment: FulfillmentProvider
  /** Such as `easypostTracking({ … })` of `@quoin/core/easypost`. @default none: people mark what has been delivered */
  readonly tracking?: TrackingProvider
  readonly catalog: Catalog
  /** At least one. Those in the currency of the order are offered. */
  readonly shippingOptions: readonly ShippingOffer[]
  /**
   * Prices shipping by a live quote of the print provider, for checkouts that name their country: methods that it does
   * not offer there are left out. The prices of `shippingOptions` stand where no quote can be had. @default off
   */
  readonly quotedShipping?: {
    /** Added to the provider's price. @default 0 */
    readonly addPercent?: number
  }
  readonly checkout?: CheckoutSettings
  /** Maps a paid checkout that the host started itself to what was bought. @default such checkouts are none of ours */
  readonly adoptCheckout?: AdoptCheckout
  readonly reprints?: {
    /** Whether somebody else than who asked must agree before a reprint is sent. @default false */
    readonly needApproval?: boolean
  }
  readonly costs?: {
    /** A print that costs this much more than was quoted at checkout waits for a person. @default 10 */
    readonly maxIncreasePercent?: number
    /** A print that leaves less of the customer's price than this waits for a person. @default any cost is accepted */
    readonly minMarginPercent?: number
  }
  /** Where the app is reached from outside, without a slash at the end, such as `https://shop.example`. */
  readonly publicUrl: string
  /** Signs callback URLs; at least 16 characters. Another secret makes the URLs given so far invalid. */
  readonly secret: string
  /** ISO 3166-1 alpha-2 codes of the countries that are shipped to. @default United States, Canada, United Kingdom, Ireland, the European Union, Norway, Switzerland, Australia, New Zealand */
  readonly allowedCountries?: readonly string[]
  /** Where customers return to after payment; `{CHECKOUT_SESSION_ID}` is replaced. @default `<publicUrl>/thanks?session_id={CHECKOUT_SESSION_ID}` */
  readonly successUrl?: string
  /** Where customers return to without payment. @default `<publicUrl>/cart` */
  readonly cancelUrl?: string
  /** Where the HTTP handler is mounted. @default '/api' */
  readonly basePath?: string
  /**
   * Looks at products, artwork and addresses before money is taken and before anything is printed. `false`: only the
   * provider's own refusals count. @default on
   */
  readonly preflight?: false | PreflightSettings
  /** Who tells customers. @default none */
  readonly notifiers?: readonly Notifier[]
  /** Who tells the shop's people. @default lines in the log */
  readonly alerts?: readonly AlertSink[]
  /** Called durably: at least once for each event, retried when they throw. @default none */
  readonly subscribe?: Subscriptions
  /** Your other systems that are told of every order, each signed webhook at least once. At most 20. @default none */
  readonly webhooks?: readonly WebhookOptions[]
  /** When the shop counts as unwell, and its people are told. */
  readonly health?: {
    /**
     * How long an order may be in each stage, in milliseconds; null: for ever. @default pending 2 days, paid 2 hours, submitted 3
     * days, in_production and partially_shipped 7 days, shipped 30 days where parcels are tracked, else for ever
     */
    readonly stageSlos?: Partial<StageSlos>
    /** A database that takes longer to answer counts as slow. @default 500 */
    readonly slowDatabaseMs?: number
    /** How often a worker looks by itself and tells; null: never, for shops that are watched from outside. @default 60000 */
    readonly watchEveryMs?: number | null
  }
  readonly retry?: RetrySettings
  /**
   * How long to keep what nothing needs any more; at least 35 days. Orders and their histories are kept for ever, and go into the
   * archive after 3 days of rest or more. @default webhooks and dead jobs 90 days, notifications a year; no order is archived by itself
   */
  readonly retention?: Partial<Retention>
  readonly worker?: WorkerSettings
  /** @default JSON lines on standard error, from `info` on */
  readonly logger?: Logger
  /** Spans and metrics: `openTelemetry()` of `@quoin/core/telemetry`. Hand it to the providers, too. @default none */
  readonly telemetry?: Telemetry
  /** @default the machine's */
  readonly clock?: Clock
  /** @default Web Crypto */
  readonly random?: Random
  /** @default the machine's */
  readonly timer?: Timer
}
