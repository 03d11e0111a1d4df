/**
 * The first tables, one statement each.
 *
 * The lists of allowed words are written out, not taken from the code: a database keeps the lists it was made with, so a new
 * word needs a new migration. A test compares them with the code's.
 */
export function createTables(schema: string): readonly string[] {
  return [
    `create table ${schema}.orders (
      id uuid primary key,
      number text not null constraint orders_number_key unique,
      version integer not null check (version > 0),
      status text not null constraint orders_status_check check (status in
        ('pending', 'paid', 'submitted', 'in_production', 'partially_shipped', 'shipped', 'delivered', 'cancelled',
         'expired')),
      payment_status text not null constraint orders_payment_status_check check (payment_status in
        ('unpaid', 'processing', 'paid', 'failed', 'partially_refunded', 'refunded', 'disputed')),
      attention jsonb not null,
      user_id text,
      email text,
      currency text not null check (currency ~ '^[A-Z]{3}$'),
      intent text,
      terms jsonb not null,
      shipping_options jsonb not null,
      shipping_method text,
      shipping_address jsonb,
      totals jsonb not null,
      refunds jsonb not null,
      refund_balance jsonb not null,
      claims jsonb not null,
      edit jsonb,
      metadata jsonb not null,
      payment_provider text not null,
      checkout_id text,
      checkout_url text,
      checkout_expires_at timestamptz,
      payment_id text,
      livemode boolean,
      amount_captured bigint not null,
      amount_refunded bigint not null,
      captured_at timestamptz,
      presented jsonb,
      dispute jsonb,
      under_review boolean not null,
      fraud_warning text,
      payment_read_at timestamptz,
      cancel_reason text,
      cancel_requested_at timestamptz,
      cancel_fulfillment_ids jsonb,
      closed_as text constraint orders_closed_as_check check (closed_as in ('cancelled', 'expired')),
      erased_at timestamptz,
      archived_at timestamptz,
      archived boolean not null check (archived = (archived_at is not null)),
      copies integer not null,
      cost bigint,
      country text,
      first_submitted_at timestamptz,
      first_shipped_at timestamptz,
      first_delivered_at timestamptz,
      traceparent text,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      status_changed_at timestamptz not null,
      check ((cancel_reason is null) = (cancel_requested_at is null) and (cancel_reason is null) = (cancel_fulfillment_ids is null))
    ) with (fillfactor = 85)`,
    // Those in the archive apart, so that no number of them is passed to find the others.
    `create index orders_created_at_idx on ${schema}.orders (archived, created_at, id)`,
    `create index orders_stage_idx on ${schema}.orders (status, status_changed_at, id) where not archived and status in
      ('pending', 'paid', 'submitted', 'in_production', 'partially_shipped', 'shipped')`,
    // By each status in the order of time: any of them, in any number, are read from their ends and never to the other.
    // With the time of change, by which the orders of some days are sorted without being read.
    `create index orders_status_created_at_idx on ${schema}.orders (archived, status, payment_status, created_at, id)
      include (updated_at)`,
    `create index orders_status_updated_at_idx on ${schema}.orders (archived, status, payment_status, updated_at, id)`,
    `create index orders_user_id_idx on ${schema}.orders (user_id, created_at, id) where user_id is not null`,
    `create index orders_attention_idx on ${schema}.orders (created_at, id) include (archived, updated_at)
      where attention <> '[]'`,
    // With all that a summary counts, so that the orders themselves are not read for it.
    `create index orders_captured_at_idx on ${schema}.orders (captured_at) include (id, currency, amount_captured,
      amount_refunded, cost, copies, country, first_submitted_at, first_shipped_at, first_delivered_at)
      where captured_at is not null`,
    `create index orders_checkout_id_idx on ${schema}.orders (checkout_id) where checkout_id is not null`,
    `create index orders_payment_id_idx on ${schema}.orders (payment_id) where payment_id is not null`,

    // Beside the order, which changes often, for the index of its words is dear to write.
    `create table ${schema}.order_search (
      order_id uuid primary key references ${schema}.orders,
      terms tsvector not null
    )`,
    `create index order_search_terms_idx on ${schema}.order_search using gin (terms) with (gin_pending_list_limit = 512)`,

    `create table ${schema}.order_items (
      id uuid primary key,
      order_id uuid not null references ${schema}.orders,
      position integer not null,
      product_id text not null,
      name text not null,
      sku text not null,
      quantity integer not null check (quantity > 0),
      unit_price_amount bigint not null,
      unit_price_currency text not null,
      attributes jsonb not null,
      sizing text not null check (sizing in ('fill', 'fit', 'stretch')),
      assets jsonb not null,
      unique (order_id, position)
    )`,

    `create table ${schema}.dropship_orders (
      id uuid primary key,
      order_id uuid not null references ${schema}.orders,
      position integer not null,
      provider text not null,
      generation integer not null check (generation > 0),
      status text not null constraint dropship_orders_status_check check (status in
        ('pending', 'submitting', 'on_hold', 'submitted', 'in_production', 'partially_shipped', 'shipped', 'cancelled',
         'rejected')),
      lines jsonb not null,
      reason text,
      replaces uuid,
      approval jsonb,
      idempotency_key text not null constraint dropship_orders_idempotency_key_key unique,
      request text,
      request_hash text,
      provider_order_id text,
      quoted_cost jsonb,
      charges jsonb not null,
      issues jsonb not null,
      requested_at timestamptz not null,
      approved_at timestamptz,
      submitted_at timestamptz,
      read_at timestamptz
    )`,
    `create index dropship_orders_order_id_idx on ${schema}.dropship_orders (order_id)`,
    `create index dropship_orders_provider_order_id_idx on ${schema}.dropship_orders (provider_order_id)
      where provider_order_id is not null`,

    `create table ${schema}.shipments (
      fulfillment_id uuid not null references ${schema}.dropship_orders,
      id text not null,
      position integer not null,
      status text not null constraint shipments_status_check check (status in
        ('processing', 'shipped', 'in_transit', 'out_for_delivery', 'delivered', 'exception', 'returned', 'cancelled')),
      carrier text,
      service text,
      tracking_number text,
      tracking_url text,
      item_ids jsonb not null,
      tracker_id text,
      estimated_delivery_at timestamptz,
      tracked_at timestamptz,
      edited_at timestamptz,
      shipped_at timestamptz,
      delivered_at timestamptz,
      read_at timestamptz not null,
      primary key (fulfillment_id, id)
    )`,
    `create index shipments_tracker_id_idx on ${schema}.shipments (tracker_id) where tracker_id is not null`,

    `create table ${schema}.order_logs (
      id uuid primary key,
      order_id uuid not null references ${schema}.orders,
      version integer not null,
      position integer not null,
      at timestamptz not null,
      actor text not null,
      type text not null,
      event jsonb not null,
      unique (order_id, version, position)
    )`,
    `create index order_logs_attention_idx on ${schema}.order_logs (order_id) where type = 'attention_opened'`,

    `create table ${schema}.customer_notifications (
      id uuid primary key,
      key text not null constraint customer_notifications_key_key unique,
      type text not null constraint customer_notifications_type_check check (type in
        ('order_confirmed', 'order_in_production', 'order_shipped', 'order_delivered', 'order_cancelled',
         'order_refunded', 'payment_failed', 'action_needed')),
      order_id uuid not null references ${schema}.orders,
      order_number text not null,
      user_id text,
      shipment_id text,
      created_at timestamptz not null,
      read_at timestamptz,
      deleted_at timestamptz
    )`,
    `create index customer_notifications_user_id_idx on ${schema}.customer_notifications (user_id, created_at, id)
      where user_id is not null and deleted_at is null`,
    `create index customer_notifications_unread_idx on ${schema}.customer_notifications (user_id)
      where read_at is null and deleted_at is null`,
    `create index customer_notifications_created_at_idx on ${schema}.customer_notifications using brin (created_at)`,

    `create table ${schema}.retry_operations (
      id uuid primary key,
      kind text not null constraint retry_operations_kind_check check (kind in
        ('sync_payment', 'expire_checkout', 'submit_fulfillment', 'refresh_fulfillment', 'track_shipment', 'cancel_order', 'apply_edit',
         'refund_payment', 'send_notification', 'run_subscription', 'deliver_webhook', 'send_alert', 'reconcile',
         'watch_health')),
      key text,
      order_id uuid,
      payload jsonb not null,
      state text not null default 'waiting' constraint retry_operations_state_check check (state in
        ('waiting', 'running', 'dead')),
      priority integer not null,
      run_at timestamptz not null,
      attempts integer not null default 0,
      crashes integer not null default 0,
      fence integer not null default 0,
      lease_until timestamptz,
      last_error text,
      traceparent text,
      created_at timestamptz not null,
      check ((state = 'running') = (lease_until is not null))
    ) with (fillfactor = 70)`,
    `create unique index retry_operations_waiting_key on ${schema}.retry_operations (key)
      where state = 'waiting' and key is not null`,
    `create index retry_operations_waiting_idx on ${schema}.retry_operations (priority, run_at, id) where state = 'waiting'`,
    `create index retry_operations_running_idx on ${schema}.retry_operations (lease_until) where state = 'running'`,
    `create index retry_operations_dead_idx on ${schema}.retry_operations (created_at, id) where state = 'dead'`,
    `create index retry_operations_dead_kind_idx on ${schema}.retry_operations (kind) where state = 'dead'`,
    `create index retry_operations_watch_idx on ${schema}.retry_operations (created_at) where kind = 'watch_health'`,
    `create index retry_operations_order_id_idx on ${schema}.retry_operations (order_id) where order_id is not null`,

    `create table ${schema}.webhook_inbox (
      id uuid primary key,
      source text not null,
      event_id text not null,
      type text not null,
      body text not null,
      received_at timestamptz not null,
      unique (source, event_id)
    )`,
    // Compressing as Postgres does by itself is about a quarter of what storing an event takes it. lz4 takes little; what was
    // built without it keeps the body as it is, for 90 days.
    `do $$ begin
      alter table ${schema}.webhook_inbox alter column body set compression lz4;
    exception when feature_not_supported then
      alter table ${schema}.webhook_inbox alter column body set storage external;
    end $$`,
    `create index webhook_inbox_received_at_idx on ${schema}.webhook_inbox using brin (received_at)`,

    `create table ${schema}.alerts (
      key text constraint alerts_key primary key,
      severity text not null constraint alerts_severity_check check (severity in ('warning', 'critical')),
      code text not null,
      message text not null,
      facts jsonb not null,
      since timestamptz not null
    )`,
  ]
}

/** In the order in which they need each other. */
export const tables = [
  'orders',
  'order_search',
  'order_items',
  'dropship_orders',
  'shipments',
  'order_logs',
  'customer_notifications',
  'retry_operations',
  'webhook_inbox',
  'alerts',
] as const
