-- Read from the catalog of a migrated database. A test compares it; run it with -u to write it again.

create table quoin.alerts (
  key text not null,
  severity text not null,
  code text not null,
  message text not null,
  facts jsonb not null,
  since timestamp with time zone not null,
  constraint alerts_key PRIMARY KEY (key),
  constraint alerts_severity_check CHECK ((severity = ANY (ARRAY['warning'::text, 'critical'::text])))
);
alter table quoin.alerts enable row level security;
alter table quoin.alerts force row level security;
create policy admin on quoin.alerts for select to quoin_admin using (true);
create policy owner on quoin.alerts for all to owner using (true) with check (true);
create policy service on quoin.alerts for all to quoin_service using (true) with check (true);
grant delete, insert, select, update on quoin.alerts to quoin_service;
grant select on quoin.alerts to quoin_admin;

create table quoin.customer_notifications (
  id uuid not null,
  key text not null,
  type text not null,
  order_id uuid not null,
  order_number text not null,
  user_id text,
  shipment_id text,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  deleted_at timestamp with time zone,
  constraint customer_notifications_key_key UNIQUE (key),
  constraint customer_notifications_order_id_fkey FOREIGN KEY (order_id) REFERENCES quoin.orders(id),
  constraint customer_notifications_pkey PRIMARY KEY (id),
  constraint customer_notifications_type_check CHECK ((type = ANY (ARRAY['order_confirmed'::text, 'order_in_production'::text, 'order_shipped'::text, 'order_delivered'::text, 'order_cancelled'::text, 'order_refunded'::text, 'payment_failed'::text, 'action_needed'::text])))
);
CREATE INDEX customer_notifications_created_at_idx ON quoin.customer_notifications USING brin (created_at);
CREATE INDEX customer_notifications_unread_idx ON quoin.customer_notifications USING btree (user_id) WHERE ((read_at IS NULL) AND (deleted_at IS NULL));
CREATE INDEX customer_notifications_user_id_idx ON quoin.customer_notifications USING btree (user_id, created_at, id) WHERE ((user_id IS NOT NULL) AND (deleted_at IS NULL));
alter table quoin.customer_notifications enable row level security;
alter table quoin.customer_notifications force row level security;
create policy admin on quoin.customer_notifications for select to quoin_admin using (true);
create policy customer on quoin.customer_notifications for select to quoin_customer using ((user_id = ( SELECT quoin.current_user_id() AS current_user_id)));
create policy customer_marks on quoin.customer_notifications for update to quoin_customer using ((user_id = ( SELECT quoin.current_user_id() AS current_user_id))) with check ((user_id = ( SELECT quoin.current_user_id() AS current_user_id)));
create policy owner on quoin.customer_notifications for all to owner using (true) with check (true);
create policy service on quoin.customer_notifications for all to quoin_service using (true) with check (true);
grant delete, insert, select, update on quoin.customer_notifications to quoin_service;
grant select (id, type, order_id, order_number, user_id, shipment_id, created_at, read_at, deleted_at) on quoin.customer_notifications to quoin_customer;
grant select on quoin.customer_notifications to quoin_admin;
grant update (read_at, deleted_at) on quoin.customer_notifications to quoin_customer;

create table quoin.dropship_orders (
  id uuid not null,
  order_id uuid not null,
  "position" integer not null,
  provider text not null,
  generation integer not null,
  status text not null,
  lines jsonb not null,
  reason text,
  replaces uuid,
  approval jsonb,
  idempotency_key text not null,
  request text,
  request_hash text,
  provider_order_id text,
  quoted_cost jsonb,
  charges jsonb not null,
  issues jsonb not null,
  requested_at timestamp with time zone not null,
  approved_at timestamp with time zone,
  submitted_at timestamp with time zone,
  read_at timestamp with time zone,
  constraint dropship_orders_generation_check CHECK ((generation > 0)),
  constraint dropship_orders_idempotency_key_key UNIQUE (idempotency_key),
  constraint dropship_orders_order_id_fkey FOREIGN KEY (order_id) REFERENCES quoin.orders(id),
  constraint dropship_orders_pkey PRIMARY KEY (id),
  constraint dropship_orders_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'submitting'::text, 'on_hold'::text, 'submitted'::text, 'in_production'::text, 'partially_shipped'::text, 'shipped'::text, 'cancelled'::text, 'rejected'::text])))
);
CREATE INDEX dropship_orders_order_id_idx ON quoin.dropship_orders USING btree (order_id);
CREATE INDEX dropship_orders_provider_order_id_idx ON quoin.dropship_orders USING btree (provider_order_id) WHERE (provider_order_id IS NOT NULL);
alter table quoin.dropship_orders enable row level security;
alter table quoin.dropship_orders force row level security;
create policy admin on quoin.dropship_orders for select to quoin_admin using (true);
create policy customer on quoin.dropship_orders for select to quoin_customer using ((order_id IN ( SELECT orders.id
   FROM quoin.orders)));
create policy owner on quoin.dropship_orders for all to owner using (true) with check (true);
create policy service on quoin.dropship_orders for all to quoin_service using (true) with check (true);
grant delete, insert, select, update on quoin.dropship_orders to quoin_service;
grant select (id, order_id, position, status, lines) on quoin.dropship_orders to quoin_customer;
grant select on quoin.dropship_orders to quoin_admin;

create table quoin.order_items (
  id uuid not null,
  order_id uuid not null,
  "position" integer not null,
  product_id text not null,
  name text not null,
  sku text not null,
  quantity integer not null,
  unit_price_amount bigint not null,
  unit_price_currency text not null,
  attributes jsonb not null,
  sizing text not null,
  assets jsonb not null,
  constraint order_items_order_id_fkey FOREIGN KEY (order_id) REFERENCES quoin.orders(id),
  constraint order_items_order_id_position_key UNIQUE (order_id, "position"),
  constraint order_items_pkey PRIMARY KEY (id),
  constraint order_items_quantity_check CHECK ((quantity > 0)),
  constraint order_items_sizing_check CHECK ((sizing = ANY (ARRAY['fill'::text, 'fit'::text, 'stretch'::text])))
);
alter table quoin.order_items enable row level security;
alter table quoin.order_items force row level security;
create policy admin on quoin.order_items for select to quoin_admin using (true);
create policy customer on quoin.order_items for select to quoin_customer using ((order_id IN ( SELECT orders.id
   FROM quoin.orders)));
create policy owner on quoin.order_items for all to owner using (true) with check (true);
create policy service on quoin.order_items for all to quoin_service using (true) with check (true);
grant delete, insert, select, update on quoin.order_items to quoin_service;
grant select (id, order_id, position, product_id, name, sku, quantity, unit_price_amount, unit_price_currency, attributes) on quoin.order_items to quoin_customer;
grant select on quoin.order_items to quoin_admin;

create table quoin.order_logs (
  id uuid not null,
  order_id uuid not null,
  version integer not null,
  "position" integer not null,
  at timestamp with time zone not null,
  actor text not null,
  type text not null,
  event jsonb not null,
  constraint order_logs_order_id_fkey FOREIGN KEY (order_id) REFERENCES quoin.orders(id),
  constraint order_logs_order_id_version_position_key UNIQUE (order_id, version, "position"),
  constraint order_logs_pkey PRIMARY KEY (id)
);
CREATE INDEX order_logs_attention_idx ON quoin.order_logs USING btree (order_id) WHERE (type = 'attention_opened'::text);
alter table quoin.order_logs enable row level security;
alter table quoin.order_logs force row level security;
create policy admin on quoin.order_logs for select to quoin_admin using (true);
create policy owner on quoin.order_logs for all to owner using (true) with check (true);
create policy service on quoin.order_logs for all to quoin_service using (true) with check (true);
grant delete, insert, select, update on quoin.order_logs to quoin_service;
grant select on quoin.order_logs to quoin_admin;

create table quoin.order_search (
  order_id uuid not null,
  terms tsvector not null,
  constraint order_search_order_id_fkey FOREIGN KEY (order_id) REFERENCES quoin.orders(id),
  constraint order_search_pkey PRIMARY KEY (order_id)
);
CREATE INDEX order_search_terms_idx ON quoin.order_search USING gin (terms) WITH (gin_pending_list_limit='512');
alter table quoin.order_search enable row level security;
alter table quoin.order_search force row level security;
create policy admin on quoin.order_search for select to quoin_admin using (true);
create policy owner on quoin.order_search for all to owner using (true) with check (true);
create policy service on quoin.order_search for all to quoin_service using (true) with check (true);
grant delete, insert, select, update on quoin.order_search to quoin_service;
grant select on quoin.order_search to quoin_admin;

create table quoin.orders (
  id uuid not null,
  number text not null,
  version integer not null,
  status text not null,
  payment_status text not null,
  attention jsonb not null,
  user_id text,
  email text,
  currency text not null,
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
  checkout_expires_at timestamp with time zone,
  payment_id text,
  livemode boolean,
  amount_captured bigint not null,
  amount_refunded bigint not null,
  captured_at timestamp with time zone,
  presented jsonb,
  dispute jsonb,
  under_review boolean not null,
  fraud_warning text,
  payment_read_at timestamp with time zone,
  cancel_reason text,
  cancel_requested_at timestamp with time zone,
  cancel_fulfillment_ids jsonb,
  closed_as text,
  erased_at timestamp with time zone,
  archived_at timestamp with time zone,
  archived boolean not null,
  copies integer not null,
  cost bigint,
  country text,
  first_submitted_at timestamp with time zone,
  first_shipped_at timestamp with time zone,
  first_delivered_at timestamp with time zone,
  traceparent text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  status_changed_at timestamp with time zone not null,
  constraint orders_check CHECK ((archived = (archived_at IS NOT NULL))),
  constraint orders_check1 CHECK ((((cancel_reason IS NULL) = (cancel_requested_at IS NULL)) AND ((cancel_reason IS NULL) = (cancel_fulfillment_ids IS NULL)))),
  constraint orders_closed_as_check CHECK ((closed_as = ANY (ARRAY['cancelled'::text, 'expired'::text]))),
  constraint orders_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  constraint orders_number_key UNIQUE (number),
  constraint orders_payment_status_check CHECK ((payment_status = ANY (ARRAY['unpaid'::text, 'processing'::text, 'paid'::text, 'failed'::text, 'partially_refunded'::text, 'refunded'::text, 'disputed'::text]))),
  constraint orders_pkey PRIMARY KEY (id),
  constraint orders_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'paid'::text, 'submitted'::text, 'in_production'::text, 'partially_shipped'::text, 'shipped'::text, 'delivered'::text, 'cancelled'::text, 'expired'::text]))),
  constraint orders_version_check CHECK ((version > 0))
) with (fillfactor=85);
CREATE INDEX orders_attention_idx ON quoin.orders USING btree (created_at, id) INCLUDE (archived, updated_at) WHERE (attention <> '[]'::jsonb);
CREATE INDEX orders_captured_at_idx ON quoin.orders USING btree (captured_at) INCLUDE (id, currency, amount_captured, amount_refunded, cost, copies, country, first_submitted_at, first_shipped_at, first_delivered_at) WHERE (captured_at IS NOT NULL);
CREATE INDEX orders_checkout_id_idx ON quoin.orders USING btree (checkout_id) WHERE (checkout_id IS NOT NULL);
CREATE INDEX orders_created_at_idx ON quoin.orders USING btree (archived, created_at, id);
CREATE INDEX orders_payment_id_idx ON quoin.orders USING btree (payment_id) WHERE (payment_id IS NOT NULL);
CREATE INDEX orders_stage_idx ON quoin.orders USING btree (status, status_changed_at, id) WHERE ((NOT archived) AND (status = ANY (ARRAY['pending'::text, 'paid'::text, 'submitted'::text, 'in_production'::text, 'partially_shipped'::text, 'shipped'::text])));
CREATE INDEX orders_status_created_at_idx ON quoin.orders USING btree (archived, status, payment_status, created_at, id) INCLUDE (updated_at);
CREATE INDEX orders_status_updated_at_idx ON quoin.orders USING btree (archived, status, payment_status, updated_at, id);
CREATE INDEX orders_user_id_idx ON quoin.orders USING btree (user_id, created_at, id) WHERE (user_id IS NOT NULL);
alter table quoin.orders enable row level security;
alter table quoin.orders force row level security;
create policy admin on quoin.orders for select to quoin_admin using (true);
create policy customer on quoin.orders for select to quoin_customer using ((user_id = ( SELECT quoin.current_user_id() AS current_user_id)));
create policy owner on quoin.orders for all to owner using (true) with check (true);
create policy service on quoin.orders for all to quoin_service using (true) with check (true);
grant delete, insert, select, update on quoin.orders to quoin_service;
grant select (id, number, status, payment_status, user_id, email, currency, shipping_method, shipping_address, totals, created_at, updated_at) on quoin.orders to quoin_customer;
grant select on quoin.orders to quoin_admin;

create table quoin.quoin_migration (
  name character varying(255) not null,
  "timestamp" character varying(255) not null,
  constraint quoin_migration_pkey PRIMARY KEY (name)
);
alter table quoin.quoin_migration enable row level security;
alter table quoin.quoin_migration force row level security;
create policy owner on quoin.quoin_migration for all to owner using (true) with check (true);

create table quoin.quoin_migration_lock (
  id character varying(255) not null,
  is_locked integer not null default 0,
  constraint quoin_migration_lock_pkey PRIMARY KEY (id)
);
alter table quoin.quoin_migration_lock enable row level security;
alter table quoin.quoin_migration_lock force row level security;
create policy owner on quoin.quoin_migration_lock for all to owner using (true) with check (true);

create table quoin.retry_operations (
  id uuid not null,
  kind text not null,
  key text,
  order_id uuid,
  payload jsonb not null,
  state text not null default 'waiting'::text,
  priority integer not null,
  run_at timestamp with time zone not null,
  attempts integer not null default 0,
  crashes integer not null default 0,
  fence integer not null default 0,
  lease_until timestamp with time zone,
  last_error text,
  traceparent text,
  created_at timestamp with time zone not null,
  constraint retry_operations_check CHECK (((state = 'running'::text) = (lease_until IS NOT NULL))),
  constraint retry_operations_kind_check CHECK ((kind = ANY (ARRAY['sync_payment'::text, 'expire_checkout'::text, 'submit_fulfillment'::text, 'refresh_fulfillment'::text, 'track_shipment'::text, 'cancel_order'::text, 'apply_edit'::text, 'refund_payment'::text, 'send_notification'::text, 'run_subscription'::text, 'deliver_webhook'::text, 'send_alert'::text, 'reconcile'::text, 'watch_health'::text]))),
  constraint retry_operations_pkey PRIMARY KEY (id),
  constraint retry_operations_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'dead'::text])))
) with (fillfactor=70);
CREATE INDEX retry_operations_dead_idx ON quoin.retry_operations USING btree (created_at, id) WHERE (state = 'dead'::text);
CREATE INDEX retry_operations_dead_kind_idx ON quoin.retry_operations USING btree (kind) WHERE (state = 'dead'::text);
CREATE INDEX retry_operations_order_id_idx ON quoin.retry_operations USING btree (order_id) WHERE (order_id IS NOT NULL);
CREATE INDEX retry_operations_running_idx ON quoin.retry_operations USING btree (lease_until) WHERE (state = 'running'::text);
CREATE INDEX retry_operations_waiting_idx ON quoin.retry_operations USING btree (priority, run_at, id) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX retry_operations_waiting_key ON quoin.retry_operations USING btree (key) WHERE ((state = 'waiting'::text) AND (key IS NOT NULL));
CREATE INDEX retry_operations_watch_idx ON quoin.retry_operations USING btree (created_at) WHERE (kind = 'watch_health'::text);
alter table quoin.retry_operations enable row level security;
alter table quoin.retry_operations force row level security;
create policy admin on quoin.retry_operations for select to quoin_admin using (true);
create policy owner on quoin.retry_operations for all to owner using (true) with check (true);
create policy service on quoin.retry_operations for all to quoin_service using (true) with check (true);
grant delete, insert, select, update on quoin.retry_operations to quoin_service;
grant select on quoin.retry_operations to quoin_admin;

create table quoin.shipments (
  fulfillment_id uuid not null,
  id text not null,
  "position" integer not null,
  status text not null,
  carrier text,
  service text,
  tracking_number text,
  tracking_url text,
  item_ids jsonb not null,
  tracker_id text,
  estimated_delivery_at timestamp with time zone,
  tracked_at timestamp with time zone,
  edited_at timestamp with time zone,
  shipped_at timestamp with time zone,
  delivered_at timestamp with time zone,
  read_at timestamp with time zone not null,
  constraint shipments_fulfillment_id_fkey FOREIGN KEY (fulfillment_id) REFERENCES quoin.dropship_orders(id),
  constraint shipments_pkey PRIMARY KEY (fulfillment_id, id),
  constraint shipments_status_check CHECK ((status = ANY (ARRAY['processing'::text, 'shipped'::text, 'in_transit'::text, 'out_for_delivery'::text, 'delivered'::text, 'exception'::text, 'returned'::text, 'cancelled'::text])))
);
CREATE INDEX shipments_tracker_id_idx ON quoin.shipments USING btree (tracker_id) WHERE (tracker_id IS NOT NULL);
alter table quoin.shipments enable row level security;
alter table quoin.shipments force row level security;
create policy admin on quoin.shipments for select to quoin_admin using (true);
create policy customer on quoin.shipments for select to quoin_customer using ((fulfillment_id IN ( SELECT dropship_orders.id
   FROM quoin.dropship_orders)));
create policy owner on quoin.shipments for all to owner using (true) with check (true);
create policy service on quoin.shipments for all to quoin_service using (true) with check (true);
grant delete, insert, select, update on quoin.shipments to quoin_service;
grant select (fulfillment_id, id, position, status, carrier, service, tracking_number, tracking_url, item_ids, estimated_delivery_at, shipped_at, delivered_at) on quoin.shipments to quoin_customer;
grant select on quoin.shipments to quoin_admin;

create table quoin.webhook_inbox (
  id uuid not null,
  source text not null,
  event_id text not null,
  type text not null,
  body text not null,
  received_at timestamp with time zone not null,
  constraint webhook_inbox_pkey PRIMARY KEY (id),
  constraint webhook_inbox_source_event_id_key UNIQUE (source, event_id)
);
CREATE INDEX webhook_inbox_received_at_idx ON quoin.webhook_inbox USING brin (received_at);
alter table quoin.webhook_inbox enable row level security;
alter table quoin.webhook_inbox force row level security;
create policy admin on quoin.webhook_inbox for select to quoin_admin using (true);
create policy owner on quoin.webhook_inbox for all to owner using (true) with check (true);
create policy service on quoin.webhook_inbox for all to quoin_service using (true) with check (true);
grant delete, insert, select, update on quoin.webhook_inbox to quoin_service;
grant select on quoin.webhook_inbox to quoin_admin;

CREATE OR REPLACE FUNCTION quoin.current_user_id()
 RETURNS text
 LANGUAGE sql
 STABLE
 SET search_path TO ''
AS $function$
      select nullif(coalesce(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub',
        current_setting('quoin.user_id', true)), '')
    $function$;
grant execute on function quoin.current_user_id() to quoin_customer;
