-- 0002_row_level_security of @quoin/kysely. Copy it; never edit it.

do $$ begin
      if not exists (select from pg_catalog.pg_roles where rolname = 'quoin_customer') then create role quoin_customer nologin; end if;
      if not pg_catalog.pg_has_role(current_user, 'quoin_customer', 'usage') then grant quoin_customer to current_user; end if;
    exception when insufficient_privilege or duplicate_object or unique_violation then null;
    end $$;

do $$ begin
      if not exists (select from pg_catalog.pg_roles where rolname = 'quoin_admin') then create role quoin_admin nologin; end if;
      if not pg_catalog.pg_has_role(current_user, 'quoin_admin', 'usage') then grant quoin_admin to current_user; end if;
    exception when insufficient_privilege or duplicate_object or unique_violation then null;
    end $$;

do $$ begin
      if not exists (select from pg_catalog.pg_roles where rolname = 'quoin_service') then create role quoin_service nologin; end if;
      if not pg_catalog.pg_has_role(current_user, 'quoin_service', 'usage') then grant quoin_service to current_user; end if;
    exception when insufficient_privilege or duplicate_object or unique_violation then null;
    end $$;

alter table quoin.orders enable row level security;

alter table quoin.orders force row level security;

create policy owner on quoin.orders to current_user using (true) with check (true);

alter table quoin.order_search enable row level security;

alter table quoin.order_search force row level security;

create policy owner on quoin.order_search to current_user using (true) with check (true);

alter table quoin.order_items enable row level security;

alter table quoin.order_items force row level security;

create policy owner on quoin.order_items to current_user using (true) with check (true);

alter table quoin.dropship_orders enable row level security;

alter table quoin.dropship_orders force row level security;

create policy owner on quoin.dropship_orders to current_user using (true) with check (true);

alter table quoin.shipments enable row level security;

alter table quoin.shipments force row level security;

create policy owner on quoin.shipments to current_user using (true) with check (true);

alter table quoin.order_logs enable row level security;

alter table quoin.order_logs force row level security;

create policy owner on quoin.order_logs to current_user using (true) with check (true);

alter table quoin.customer_notifications enable row level security;

alter table quoin.customer_notifications force row level security;

create policy owner on quoin.customer_notifications to current_user using (true) with check (true);

alter table quoin.retry_operations enable row level security;

alter table quoin.retry_operations force row level security;

create policy owner on quoin.retry_operations to current_user using (true) with check (true);

alter table quoin.webhook_inbox enable row level security;

alter table quoin.webhook_inbox force row level security;

create policy owner on quoin.webhook_inbox to current_user using (true) with check (true);

alter table quoin.alerts enable row level security;

alter table quoin.alerts force row level security;

create policy owner on quoin.alerts to current_user using (true) with check (true);

alter table quoin.quoin_migration enable row level security;

alter table quoin.quoin_migration force row level security;

create policy owner on quoin.quoin_migration to current_user using (true) with check (true);

alter table quoin.quoin_migration_lock enable row level security;

alter table quoin.quoin_migration_lock force row level security;

create policy owner on quoin.quoin_migration_lock to current_user using (true) with check (true);

create function quoin.current_user_id() returns text language sql stable set search_path = '' as $$
      select nullif(coalesce(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub',
        current_setting('quoin.user_id', true)), '')
    $$;

revoke all on function quoin.current_user_id() from public;

do $$ begin
      if exists (select from pg_catalog.pg_roles where rolname = 'quoin_customer') then
        grant usage on schema quoin to quoin_customer;
        grant execute on function quoin.current_user_id() to quoin_customer;
        grant select (id, number, status, payment_status, user_id, email, currency, shipping_method, shipping_address, totals, created_at, updated_at) on quoin.orders to quoin_customer;
        create policy customer on quoin.orders for select to quoin_customer using (user_id = (select quoin.current_user_id()));
        grant select (id, order_id, position, product_id, name, sku, quantity, unit_price_amount, unit_price_currency, attributes) on quoin.order_items to quoin_customer;
        create policy customer on quoin.order_items for select to quoin_customer using (order_id in (select id from quoin.orders));
        grant select (id, order_id, position, status, lines) on quoin.dropship_orders to quoin_customer;
        create policy customer on quoin.dropship_orders for select to quoin_customer using (order_id in (select id from quoin.orders));
        grant select (fulfillment_id, id, position, status, carrier, service, tracking_number, tracking_url, item_ids, estimated_delivery_at, shipped_at, delivered_at) on quoin.shipments to quoin_customer;
        create policy customer on quoin.shipments for select to quoin_customer using (fulfillment_id in (select id from quoin.dropship_orders));
        grant select (id, type, order_id, order_number, user_id, shipment_id, created_at, read_at, deleted_at) on quoin.customer_notifications to quoin_customer;
        create policy customer on quoin.customer_notifications for select to quoin_customer using (user_id = (select quoin.current_user_id()));
        grant update (read_at, deleted_at) on quoin.customer_notifications to quoin_customer;
        create policy customer_marks on quoin.customer_notifications for update to quoin_customer
      using (user_id = (select quoin.current_user_id())) with check (user_id = (select quoin.current_user_id()));
      end if;
    end $$;

do $$ begin
      if exists (select from pg_catalog.pg_roles where rolname = 'quoin_admin') then
        grant usage on schema quoin to quoin_admin;
        grant select on quoin.orders to quoin_admin;
        create policy admin on quoin.orders for select to quoin_admin using (true);
        grant select on quoin.order_search to quoin_admin;
        create policy admin on quoin.order_search for select to quoin_admin using (true);
        grant select on quoin.order_items to quoin_admin;
        create policy admin on quoin.order_items for select to quoin_admin using (true);
        grant select on quoin.dropship_orders to quoin_admin;
        create policy admin on quoin.dropship_orders for select to quoin_admin using (true);
        grant select on quoin.shipments to quoin_admin;
        create policy admin on quoin.shipments for select to quoin_admin using (true);
        grant select on quoin.order_logs to quoin_admin;
        create policy admin on quoin.order_logs for select to quoin_admin using (true);
        grant select on quoin.customer_notifications to quoin_admin;
        create policy admin on quoin.customer_notifications for select to quoin_admin using (true);
        grant select on quoin.retry_operations to quoin_admin;
        create policy admin on quoin.retry_operations for select to quoin_admin using (true);
        grant select on quoin.webhook_inbox to quoin_admin;
        create policy admin on quoin.webhook_inbox for select to quoin_admin using (true);
        grant select on quoin.alerts to quoin_admin;
        create policy admin on quoin.alerts for select to quoin_admin using (true);
      end if;
    end $$;

do $$ begin
      if exists (select from pg_catalog.pg_roles where rolname = 'quoin_service') then
        grant usage on schema quoin to quoin_service;
        grant select, insert, update, delete on quoin.orders to quoin_service;
        create policy service on quoin.orders to quoin_service using (true) with check (true);
        grant select, insert, update, delete on quoin.order_search to quoin_service;
        create policy service on quoin.order_search to quoin_service using (true) with check (true);
        grant select, insert, update, delete on quoin.order_items to quoin_service;
        create policy service on quoin.order_items to quoin_service using (true) with check (true);
        grant select, insert, update, delete on quoin.dropship_orders to quoin_service;
        create policy service on quoin.dropship_orders to quoin_service using (true) with check (true);
        grant select, insert, update, delete on quoin.shipments to quoin_service;
        create policy service on quoin.shipments to quoin_service using (true) with check (true);
        grant select, insert, update, delete on quoin.order_logs to quoin_service;
        create policy service on quoin.order_logs to quoin_service using (true) with check (true);
        grant select, insert, update, delete on quoin.customer_notifications to quoin_service;
        create policy service on quoin.customer_notifications to quoin_service using (true) with check (true);
        grant select, insert, update, delete on quoin.retry_operations to quoin_service;
        create policy service on quoin.retry_operations to quoin_service using (true) with check (true);
        grant select, insert, update, delete on quoin.webhook_inbox to quoin_service;
        create policy service on quoin.webhook_inbox to quoin_service using (true) with check (true);
        grant select, insert, update, delete on quoin.alerts to quoin_service;
        create policy service on quoin.alerts to quoin_service using (true) with check (true);
      end if;
    end $$;

insert into quoin.quoin_migration values ('0002_row_level_security', now()::text);
