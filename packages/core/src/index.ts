// Analytics

export { type OrderFigures, orderFigures } from './analytics/order-figures.ts'
export {
  type CurrencyFigures,
  type OrderSummary,
  type StageTimes,
  type SummaryFigures,
  type SummaryGroup,
  type SummaryGrouping,
  type SummaryQuery,
  summaryGroupings,
} from './analytics/order-summary.ts'
export type { PeriodSummary, SummaryOptions } from './analytics/summarize-period.ts'
// The host's runtime
export type { Archiving } from './archive-orders.ts'
// Money
export type { Catalog, Product } from './catalog/catalog.ts'
export type { AdoptCheckout, AdoptedCheckout } from './checkout/adopt-checkout.ts'
export type { CheckoutDraft, CheckoutLine, StartedCheckout } from './checkout/checkout-draft.ts'
// All of it
export { createQuoin } from './create-quoin.ts'
export type { Subscriptions } from './engine.ts'
export type { Customer, Erasure } from './erase-customer.ts'
// Fulfillment
export type {
  Fulfillment,
  FulfillmentApproval,
  FulfillmentIssue,
  FulfillmentSnapshot,
  ProviderCharge,
  ProviderChargeKind,
  ProviderFulfillmentStatus,
} from './fulfillment/fulfillment.ts'
export type {
  AvailableActions,
  CallbackHint,
  CallOptions,
  CancelResult,
  FulfillmentProvider,
  FulfillmentSubmission,
  ListedFulfillment,
  PrintAreaSize,
  ProductVariant,
  ProviderProduct,
  Quote,
  QuoteRequest,
  SubmissionResult,
  UpdateResult,
} from './fulfillment/fulfillment-provider.ts'
export type { Shipment, ShipmentSnapshot } from './fulfillment/shipment.ts'
export type { AlertChange, AlertStore, OpenAlert } from './health/alert-store.ts'
// Health
export {
  type Alert,
  type AlertFacts,
  type AlertSeverity,
  type AlertSink,
  type AlertState,
  alertSeverities,
  alertStates,
} from './health/alerts.ts'
export type { HealthCheck, HealthReport, HealthStatus } from './health/health-report.ts'
export type { StageSlos } from './health/stage-slos.ts'
// Jobs, storage and notifications
export {
  type ClaimedJob,
  type JobClaim,
  type JobDraft,
  type JobKind,
  type JobPayload,
  type JobRecord,
  type JobSettlement,
  jobKinds,
} from './jobs/job.ts'
export type { JobEngine } from './jobs/job-engine.ts'
export { type ClaimOptions, type JobStats, type JobStore, mostJobsCounted, mostJobsMoved } from './jobs/job-store.ts'
export {
  defaultRetryPolicy,
  isExhausted,
  maxRetryDelayMs,
  type RetryPolicy,
  retryDelayMs,
} from './jobs/retry-policy.ts'
export type { TickOptions } from './jobs/worker.ts'
export { allocateMoney } from './money/allocate-money.ts'
export { currencyExponent, isCurrencyCode } from './money/currency.ts'
export {
  addMoney,
  equalMoney,
  formatDecimal,
  type Money,
  money,
  multiplyMoney,
  parseDecimal,
  subtractMoney,
  sumMoney,
  zero,
} from './money/money.ts'
export { type Notification, type NotificationType, notificationTypes } from './notifications/notification.ts'
export type { NotificationQuery, NotificationSelection, NotificationStore } from './notifications/notification-store.ts'
export type { Notifier } from './notifications/notifier.ts'
export { agreedHistory } from './order/agreed-history.ts'
export { type Attention, type AttentionCode, type AttentionReason, attentionCodes } from './order/attention.ts'
// The order
export {
  type Claim,
  type ClaimDecision,
  type ClaimReason,
  claimDecisions,
  claimReasons,
} from './order/claim.ts'
export type { Decision } from './order/decision.ts'
export { deriveOrderStatus } from './order/derive-order-status.ts'
export { type EventFacts, factsOfEvent } from './order/event-facts.ts'
export type {
  Evidence,
  EvidenceClaim,
  EvidenceEntry,
  EvidenceParcel,
  EvidenceRefund,
} from './order/evidence.ts'
export { evolveOrder } from './order/evolve-order.ts'
export { foldEvents } from './order/fold-events.ts'
export type {
  Asset,
  CancelRequest,
  Order,
  OrderItem,
  OrderTotals,
  Payment,
  PriceTerms,
  ShippingAddress,
  ShippingOffer,
  ShippingOption,
  Sizing,
} from './order/order.ts'
export type {
  DecisionContext,
  FulfillmentTarget,
  OrderCommand,
  OrderDraft,
} from './order/order-commands.ts'
export { type CostSettings, costLimit, costsOf, type OrderCosts } from './order/order-costs.ts'
export type { EditPart, OrderChange, OrderEdit } from './order/order-edit.ts'
export type { OrderEffect } from './order/order-effects.ts'
export type { OrderEvent, OrderEventType, RecordedOrderEvent } from './order/order-events.ts'
export type { OrderRejection, OrderRejectionCode } from './order/order-rejection.ts'
export { orderSearchTerms, searchPrefix } from './order/order-search.ts'
export { type OrderStage, orderStages } from './order/order-stage.ts'
export {
  type FulfillmentStatus,
  fulfillmentStatuses,
  type OrderStatus,
  orderStatuses,
  type PaymentStatus,
  paymentStatuses,
  type ShipmentStatus,
  shipmentStatuses,
} from './order/order-status.ts'
export {
  type OrderKey,
  type OrderNames,
  type OrderQuery,
  type OrderSort,
  type OrderStore,
  type OverdueOrder,
  orderSorts,
  type StageBound,
} from './order/order-store.ts'
export {
  canMove,
  fulfillmentTransitions,
  machines,
  orderTransitions,
  paymentTransitions,
  shipmentTransitions,
  type Transitions,
} from './order/order-transitions.ts'
export { isQuiet, quietEventTypes } from './order/quiet-events.ts'
export type { OrderLine, Refund, RefundScope } from './order/refund.ts'
export type { RefundAttempt, RefundBalance } from './order/refund-balance.ts'
// Outgoing webhooks
export type { WebhookOptions } from './outgoing/webhook-endpoint.ts'
// Payment
export type { Dispute, DisputeStatus } from './payment/dispute.ts'
export type {
  Checkout,
  CheckoutDescription,
  CheckoutDiscount,
  CheckoutLineDescription,
  CheckoutRequest,
  CheckoutUi,
  ListedPaymentEvent,
  PaymentEvent,
  PaymentFacts,
  PaymentProvider,
  PaymentReference,
  RefundRequest,
  WebhookDelivery,
} from './payment/payment-provider.ts'
export type {
  Actor,
  CheckoutPreflight,
  ClaimInput,
  IncomingWebhook,
  OrderActions,
  Quoin,
  RefundInput,
} from './quoin.ts'
// Errors
export {
  type InputIssue,
  QuoinError,
  type QuoinErrorCode,
  type QuoinErrorDetails,
  type RetryAdvice,
} from './quoin-error.ts'
export { type QuoinEvent, type QuoinEventName, type QuoinEvents, quoinEventNames } from './quoin-events.ts'
export type {
  CheckoutSettings,
  PreflightSettings,
  QuoinOptions,
  RetrySettings,
  WorkerSettings,
} from './quoin-options.ts'
export {
  type ComparisonName,
  comparisonNames,
  type Finding,
  type FindingKind,
  findingKinds,
  type ReconcileCounts,
  type ReconcileFailure,
  type ReconcileReport,
} from './reconcile/reconcile-report.ts'
export { type Clock, systemClock } from './runtime/clock.ts'
export { correlatedLogger } from './runtime/correlated-logger.ts'
export { createIds, type Ids } from './runtime/ids.ts'
export { consoleLogger, type LogFields, type Logger, type LogLevel, logLevels, silentLogger } from './runtime/logger.ts'
export { type Random, systemRandom } from './runtime/random.ts'
export { createSigner, type Signer } from './runtime/signer.ts'
export {
  noTelemetry,
  type Span,
  type SpanStart,
  type Telemetry,
  type TelemetryAttributes,
} from './runtime/telemetry.ts'
export { systemTimer, type Timer } from './runtime/timer.ts'
export type { CleanUp } from './storage/clean-up.ts'
export { createMemoryStorage } from './storage/memory-storage.ts'
export type { Position } from './storage/position.ts'
export { type Retention, shortestRestMs } from './storage/retention.ts'
export type { Change, CommitResult, PurgeBounds, Purged, Storage } from './storage/storage.ts'
// Delivery
export type {
  CarrierStatus,
  TrackedParcel,
  TrackingDelivery,
  TrackingEvent,
  TrackingProvider,
  TrackingSnapshot,
} from './tracking/tracking-provider.ts'
export type { Inbox, ReceiveOptions, WebhookRecord } from './webhooks/inbox.ts'
