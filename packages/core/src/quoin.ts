import type { PeriodSummary, SummaryOptions } from './analytics/summarize-period.ts'
import type { Archiving } from './archive-orders.ts'
import type { CheckoutDraft, StartedCheckout } from './checkout/checkout-draft.ts'
import type { Customer, Erasure } from './erase-customer.ts'
import type { AvailableActions } from './fulfillment/fulfillment-results.ts'
import type { HealthReport } from './health/health-report.ts'
import type { JobRecord } from './jobs/job.ts'
import type { JobEngine } from './jobs/job-engine.ts'
import type { JobStats } from './jobs/job-store.ts'
import type { TickOptions } from './jobs/worker.ts'
import type { Money } from './money/money.ts'
import type { Notification } from './notifications/notification.ts'
import type { NotificationQuery, NotificationSelection } from './notifications/notification-store.ts'
import type { AttentionCode } from './order/attention.ts'
import type { Claim, ClaimDecision } from './order/claim.ts'
import type { Evidence } from './order/evidence.ts'
import type { Order, ShippingAddress, ShippingOption } from './order/order.ts'
import type { OrderChange } from './order/order-edit.ts'
import type { RecordedOrderEvent } from './order/order-events.ts'
import type { OrderKey, OrderQuery } from './order/order-store.ts'
import type { OrderLine, RefundScope } from './order/refund.ts'
import type { PreflightReport } from './preflight/preflight-report.ts'
import type { QuoinEvents } from './quoin-events.ts'
import type { ReconcileReport } from './reconcile/reconcile-report.ts'
import type { Signer } from './runtime/signer.ts'
import type { Telemetry } from './runtime/telemetry.ts'
import type { CleanUp } from './storage/clean-up.ts'

/** Who asks, for the history: `system`, `customer:<id>`, `guest`, `admin:<id>` or a provider's name. */
export type Actor = string

/** A webhook as it came. */
export interface IncomingWebhook {
  /** The raw bytes: a body that was parsed and written again has another signature. */
  readonly body: Uint8Array
  /** The `Stripe-Signature` header. */
  readonly signature?: string | null
  /** The token of the callback URL. */
  readonly token?: string | null
  /** All headers, for providers that sign in one of their own. */
  readonly headers?: Pick<Headers, 'get'>
}

/** What an admin may ask for. */
export interface OrderActions {
  /** Asks the provider first, then gives the money back. Before payment it closes the checkout. */
  cancel(orderId: string, input: { readonly reason: string }, actor: Actor): Promise<Order>
  /** Tries again what stopped: the same print when its outcome is open, a new one after a definite rejection. */
  retry(orderId: string, actor: Actor): Promise<Order>
  /** Reads the payment and every open fulfillment from their providers now. What is found is the provider's word, whoever asked. */
  refresh(orderId: string, actor: Actor): Promise<Order>
  /** Sends what is paid and not yet sent; never twice. */
  submit(orderId: string, actor: Actor): Promise<Order>
  /**
   * Forgets whom an order was for: name, address, e-mail, what they wrote, in the order, its history and its notifications. What
   * was bought, paid, printed and sent stays, and the country.
   *
   * @throws {@link QuoinError} `command_rejected` with `not_over` while something about it is still to be done.
   */
  erase(orderId: string, actor: Actor): Promise<Order>
  addNote(orderId: string, note: string, actor: Actor): Promise<Order>
  editTracking(
    orderId: string,
    input: {
      /** May be left out when the order has one parcel. */
      readonly shipmentId?: string
      readonly trackingNumber?: string
      readonly trackingUrl?: string
    },
    actor: Actor,
  ): Promise<Order>
  /** Every parcel that was sent, or one of them, has reached the customer. */
  markDelivered(orderId: string, input: { readonly shipmentId?: string }, actor: Actor): Promise<Order>
  /**
   * Gives money back, once, whatever crashes. Lines that are refunded before they are printed are not printed.
   *
   * @throws `command_rejected` with `refund_too_large`, `line_not_found`, `not_paid`, `key_reused`, ….
   */
  refund(orderId: string, input: RefundInput, actor: Actor): Promise<Order>
  /**
   * Prints again what was sent already: another generation, under another key. Without `lines`: all that was sent;
   * with `recipient`: to somewhere else, as after a parcel that came back.
   *
   * @throws {@link QuoinError} `invalid_address`; `command_rejected`.
   */
  reprint(
    orderId: string,
    input: {
      readonly reason: string
      readonly lines?: readonly OrderLine[]
      readonly recipient?: ShippingAddress
    },
    actor: Actor,
  ): Promise<Order>
  /** A second person agrees to a reprint, which is sent then. */
  approveReprint(orderId: string, input: { readonly fulfillmentId: string }, actor: Actor): Promise<Order>
  rejectReprint(
    orderId: string,
    input: { readonly fulfillmentId: string; readonly reason: string },
    actor: Actor,
  ): Promise<Order>
  /**
   * A customer wants something put right, or sends something back. A person at the shop decides.
   *
   * @throws {@link QuoinError} `command_rejected` with `not_paid`, `not_shipped`, `line_not_found`, `claim_invalid`, `claim_limit`,
   * `key_reused`.
   */
  openClaim(orderId: string, input: ClaimInput, actor: Actor): Promise<Order>
  decideClaim(
    orderId: string,
    input: { readonly claimId: string; readonly decision: ClaimDecision; readonly note?: string },
    actor: Actor,
  ): Promise<Order>
  /** What the print provider gave back to the shop for a claim. */
  recordRecovery(
    orderId: string,
    input: { readonly claimId: string; readonly amount: Money },
    actor: Actor,
  ): Promise<Order>
  /**
   * Changes recipient, shipping method or metadata, with the consent of every print provider that has the order already.
   *
   * @throws {@link QuoinError} `invalid_address` naming the fields of the recipient at fault; `command_rejected` with
   * `not_editable` when the provider says that it is too late, and with what else the order forbids.
   */
  edit(orderId: string, change: OrderChange, actor: Actor): Promise<Order>
  /** Closes reasons for attention: all with this code, or all. */
  resolveAttention(orderId: string, input: { readonly code?: AttentionCode }, actor: Actor): Promise<Order>
}

/** Money to give back. */
export interface RefundInput {
  readonly scope: RefundScope
  readonly reason: string
  /** What the customer is told. */
  readonly note?: string
  /** The caller's name for it: the same again is the same refund, and with other content it is refused. @default each call is another refund */
  readonly key?: string
}

/** What a customer wants put right. */
export interface ClaimInput extends Pick<Claim, 'kind' | 'reason'> {
  readonly description?: string
  /** Links to photos; https only. */
  readonly photos?: readonly string[]
  /** Copies that were sent; left out: all of the order. */
  readonly lines?: readonly OrderLine[]
  /** The caller's name for it: the same again is the same claim, and with other content it is refused. @default each call is another claim */
  readonly key?: string
}

/** What a checkout would find. */
export interface CheckoutPreflight extends Pick<PreflightReport, 'errors' | 'warnings'> {
  /** The ways to ship that would be offered, with their prices; costs are for the shop's eyes. */
  readonly shippingOptions: readonly ShippingOption[]
}

/** Everything that a host calls. Made by {@link createQuoin}. */
export interface Quoin {
  /**
   * Looks at a cart as a checkout would, and sells nothing.
   *
   * @throws {@link QuoinError} `invalid_checkout` for what can't even be looked up, such as an unknown product.
   */
  preflight(draft: CheckoutDraft): Promise<CheckoutPreflight>
  readonly checkout: {
    /**
     * Freezes what is bought and starts its payment.
     *
     * @throws {@link QuoinError} `invalid_checkout` with the paths of the fields; `payment_provider_failed`.
     */
    create(draft: CheckoutDraft, actor: Actor): Promise<StartedCheckout>
    /**
     * Leads a customer back to what they did not pay: to the same page while it is open, and otherwise to a new one, of a
     * new order of the same things at today's prices.
     *
     * @throws {@link QuoinError} `order_not_found`, `invalid_checkout`; `command_rejected` when it is paid.
     */
    resume(orderId: string, actor: Actor): Promise<StartedCheckout>
    /**
     * Makes an order of a checkout that the host started itself, as its `adoptCheckout` maps it. The same again gives the
     * same order. Null when the host does not want it.
     */
    adopt(checkoutId: string, actor: Actor): Promise<Order | null>
  }
  readonly webhooks: {
    /** Stores a delivery of the payment provider; resolves only when it is durable. @throws `invalid_signature`, `malformed_webhook`. */
    receivePayment(webhook: IncomingWebhook): Promise<void>
    /** Stores a print provider's callback and asks for a read. @throws `invalid_callback_token`, `malformed_webhook`. */
    receiveFulfillment(provider: string, webhook: IncomingWebhook): Promise<void>
    /** Stores a tracking provider's delivery and asks for a read. @throws `invalid_signature`, `malformed_webhook`, `unsupported`. */
    receiveTracking(provider: string, webhook: IncomingWebhook): Promise<void>
  }
  readonly orders: OrderActions & {
    find(key: OrderKey): Promise<Order | null>
    list(query: OrderQuery): Promise<readonly Order[]>
    /**
     * Figures of the orders that were paid in a span of time: how many, their money, their costs, and how long each stage took.
     * At most 400 groups.
     *
     * @throws {@link QuoinError} `invalid_query` when the time is longer than 366 days, or ends before it begins.
     */
    summarize(query?: SummaryOptions): Promise<PeriodSummary>
    history(orderId: string): Promise<readonly RecordedOrderEvent[]>
    jobs(orderId: string): Promise<readonly JobRecord[]>
    /** What can still be changed, as the print provider says right now. */
    actions(orderId: string): Promise<AvailableActions>
    /** All that proves an order, for a dispute. */
    evidence(orderId: string): Promise<Evidence>
    /** The print provider's own view of each provider order. */
    inspect(orderId: string): Promise<readonly { readonly fulfillmentId: string; readonly view: unknown }[]>
  }
  /** Forgets a customer in all of their orders that are over. Quoin's part only: providers keep theirs. */
  eraseCustomer(customer: Customer, actor: Actor): Promise<Erasure>
  /**
   * Archives orders about which nothing is to be done, and to which nothing has happened for so long; at most 500 at once. The shop's
   * own list leaves them out, and nothing else changes: whatever happens to one takes it out again.
   *
   * @throws {@link QuoinError} `invalid_query` when the time is shorter than {@link shortestRestMs}.
   */
  archiveOrders(input: { readonly afterMs: number }, actor: Actor): Promise<Archiving>
  readonly notifications: {
    list(query: NotificationQuery): Promise<readonly Notification[]>
    unreadCount(userId: string): Promise<number>
    markRead(userId: string, selection: NotificationSelection): Promise<number>
    delete(userId: string, selection: NotificationSelection): Promise<number>
  }
  /** For what goes out and comes back, such as the cursors of lists. */
  readonly signer: Signer
  /** Where it tells what it does; HTTP handlers tell there, too. */
  readonly telemetry: Telemetry
  health(): Promise<HealthReport>
  /**
   * Compares orders with both providers, in both directions and for 30 days back, and feeds back what it finds. Safe at any
   * time, anywhere, and more than once at once.
   */
  reconcile(): Promise<ReconcileReport>
  /**
   * Removes what is older than `retention` keeps it, as the periodic reconciliation does: some hundred thousand rows at most, or
   * until `budgetMs` is over. Returns how many rows, and whether there may be more.
   */
  cleanUp(limits?: { readonly budgetMs?: number }): Promise<CleanUp>
  readonly worker: {
    /**
     * Works until {@link stop}.
     *
     * @throws {@link QuoinError} `invalid_options` when it works on an engine already.
     */
    start(): void
    /**
     * Works until {@link stop} on an engine that the host operates, such as `pgBossEngine({ boss })` of `@quoin/pg-boss`: it says
     * when jobs are claimed and how many processes work at once. Of each wake-up come as many jobs as there are `worker.slots`.
     * Nothing else changes. Instead of {@link start}, in the same process.
     *
     * @throws {@link QuoinError} `invalid_options` when it works without an engine already; and what the engine throws when it can
     * not be reached.
     */
    startOn(engine: JobEngine): Promise<void>
    /** Finishes what is under way, then stops. Safe to call twice. */
    stop(): Promise<void>
    /** Works off what is due, once, the periodic reconciliation too; for cron on serverless. Returns how many jobs it ran. */
    tick(options?: TickOptions): Promise<number>
    /** Tries waiting retries now instead of at their time, and works off what is due as far as `options` let it. */
    processPendingRetries(options?: TickOptions): Promise<{ readonly expedited: number; readonly processed: number }>
    /** Gives dead jobs a new life. Returns how many. */
    retryDead(): Promise<number>
    /** What waits, runs or is dead now, whoever works. */
    stats(): Promise<JobStats>
  }
  /** In-process listeners: called after the commit, best effort, in the instance that committed. Returns how to stop. */
  on<Name extends keyof QuoinEvents>(name: Name, listener: (event: QuoinEvents[Name]) => void): () => void
}
