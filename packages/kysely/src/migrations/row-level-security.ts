import { tables } from './create-tables.ts'

/** Roles are of the whole server, so a name is given once for all schemas. */
const roles = ['quoin_customer', 'quoin_admin', 'quoin_service'] as const

/** What a customer may read of the own orders: no costs, no notes, no artwork at its full size. */
const customerColumns: Readonly<Record<string, readonly string[]>> = {
  orders: [
    'id',
    'number',
    'status',
    'payment_status',
    'user_id',
    'email',
    'currency',
    'shipping_method',
    'shipping_address',
    'totals',
    'created_at',
    'updated_at',
  ],
  order_items: [
    'id',
    'order_id',
    'position',
    'product_id',
    'name',
    'sku',
    'quantity',
    'unit_price_amount',
    'unit_price_currency',
    'attributes',
  ],
  dropship_orders: ['id', 'order_id', 'position', 'status', 'lines'],
  shipments: [
    'fulfillment_id',
    'id',
    'position',
    'status',
    'carrier',
    'service',
    'tracking_number',
    'tracking_url',
    'item_ids',
    'estimated_delivery_at',
    'shipped_at',
    'delivered_at',
  ],
  customer_notifications: [
    'id',
    'type',
    'order_id',
    'order_number',
    'user_id',
    'shipment_id',
    'created_at',
    'read_at',
    'deleted_at',
  ],
}

/**
 * Who may see which row, held by the database itself, for hosts that read the tables beside Quoin.
 *
 * The role that migrates owns the tables and works on all of them, by a policy, because the rules hold for owners too. Three
 * roles without a login are for everybody else: a customer reads what is theirs, an admin reads everything, the service does
 * what Quoin does. Where the migrating role may not create roles, an administrator does before; without them nobody but the
 * owner sees a row.
 *
 * The customer is the `sub` of the token that Supabase checked, or what `quoin.user_id` was set to for the transaction.
 * An unset or empty one is nobody.
 */
export function rowLevelSecurity(schema: string): readonly string[] {
  return [
    ...roles.map(createRole),
    ...[...tables, 'quoin_migration', 'quoin_migration_lock'].flatMap((table) => [
      `alter table ${schema}.${table} enable row level security`,
      `alter table ${schema}.${table} force row level security`,
      `create policy owner on ${schema}.${table} to current_user using (true) with check (true)`,
    ]),
    `create function ${schema}.current_user_id() returns text language sql stable set search_path = '' as $$
      select nullif(coalesce(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub',
        current_setting('quoin.user_id', true)), '')
    $$`,
    `revoke all on function ${schema}.current_user_id() from public`,
    whereExists('quoin_customer', forCustomers(schema)),
    whereExists('quoin_admin', [
      `grant usage on schema ${schema} to quoin_admin`,
      ...tables.flatMap((table) => [
        `grant select on ${schema}.${table} to quoin_admin`,
        `create policy admin on ${schema}.${table} for select to quoin_admin using (true)`,
      ]),
    ]),
    whereExists('quoin_service', [
      `grant usage on schema ${schema} to quoin_service`,
      ...tables.flatMap((table) => [
        `grant select, insert, update, delete on ${schema}.${table} to quoin_service`,
        `create policy service on ${schema}.${table} to quoin_service using (true) with check (true)`,
      ]),
    ]),
  ]
}

function forCustomers(schema: string): readonly string[] {
  const own = `user_id = (select ${schema}.current_user_id())`
  const ofOwn = (column: string, table: string): string => `${column} in (select id from ${schema}.${table})`
  const rows: Readonly<Record<string, string>> = {
    orders: own,
    order_items: ofOwn('order_id', 'orders'),
    dropship_orders: ofOwn('order_id', 'orders'),
    shipments: ofOwn('fulfillment_id', 'dropship_orders'),
    customer_notifications: own,
  }
  return [
    `grant usage on schema ${schema} to quoin_customer`,
    `grant execute on function ${schema}.current_user_id() to quoin_customer`,
    ...Object.entries(rows).flatMap(([table, using]) => [
      `grant select (${customerColumns[table]?.join(', ')}) on ${schema}.${table} to quoin_customer`,
      `create policy customer on ${schema}.${table} for select to quoin_customer using (${using})`,
    ]),
    `grant update (read_at, deleted_at) on ${schema}.customer_notifications to quoin_customer`,
    `create policy customer_marks on ${schema}.customer_notifications for update to quoin_customer
      using (${own}) with check (${own})`,
  ]
}

/** Another database of the server may create it at the same moment, and this role may not be allowed to. */
function createRole(role: string): string {
  return `do $$ begin
      if not exists (select from pg_catalog.pg_roles where rolname = '${role}') then create role ${role} nologin; end if;
      if not pg_catalog.pg_has_role(current_user, '${role}', 'usage') then grant ${role} to current_user; end if;
    exception when insufficient_privilege or duplicate_object or unique_violation then null;
    end $$`
}

function whereExists(role: string, statements: readonly string[]): string {
  return `do $$ begin
      if exists (select from pg_catalog.pg_roles where rolname = '${role}') then
        ${statements.join(';\n        ')};
      end if;
    end $$`
}
