import type { Pool } from 'pg'

/** The tables of a shop that somebody writes for themselves: orders, their lines, their log, and the events they were told of. */
export const peerTables = `
  create table shop_order (
    id uuid primary key,
    status text not null,
    session_id text,
    email text,
    address jsonb,
    total integer,
    prodigi_id text,
    created_at timestamptz not null,
    paid_at timestamptz,
    submitted_at timestamptz
  );
  create index on shop_order (status, created_at);
  create table order_item (
    order_id uuid not null references shop_order,
    position integer not null,
    sku text not null,
    quantity integer not null,
    artwork text not null,
    primary key (order_id, position)
  );
  create table order_log (
    id bigint generated always as identity primary key,
    order_id uuid not null references shop_order,
    at timestamptz not null,
    what text not null
  );
  create index on order_log (order_id);
  create table stripe_event (
    id text primary key,
    type text not null,
    body text not null,
    received_at timestamptz not null
  );`

/** Stores orders of one print that nobody has paid yet, as their checkout does. Resolves with their ids. */
export async function sellAsPeer(pool: Pool, count: number): Promise<readonly string[]> {
  const ids = Array.from({ length: count }, () => crypto.randomUUID())
  await pool.query(
    `with sold as (insert into shop_order (id, status, created_at) select id, 'pending', now() from unnest($1::uuid[]) id returning id)
    insert into order_item (order_id, position, sku, quantity, artwork)
    select id, 0, 'GLOBAL-FAP-16X24', 1, 'http://shop.test/print.jpg' from sold`,
    [ids],
  )
  return ids
}

export async function recordedByPeer(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(distinct prodigi_id)::int as count from shop_order where status = 'submitted'`,
  )
  return rows[0]?.count ?? Number.NaN
}

/** The order as Prodigi wants it, from what is stored. The same each time, so that a second try is the same order. */
export function printOf(order: StoredOrder): string {
  const { name, line1, line2, city, state, postal_code: postalOrZipCode, country: countryCode } = order.address
  return JSON.stringify({
    merchantReference: order.id,
    idempotencyKey: order.id,
    shippingMethod: 'Standard',
    recipient: {
      name,
      email: order.email,
      address: { line1, line2, postalOrZipCode, countryCode, townOrCity: city, stateOrCounty: state },
    },
    items: order.items.map(({ sku, quantity, artwork }) => ({
      sku,
      copies: quantity,
      sizing: 'fillPrintArea',
      assets: [{ printArea: 'default', url: artwork }],
    })),
    metadata: { orderId: order.id },
  })
}

export interface StoredOrder {
  readonly id: string
  readonly email: string | null
  readonly address: StoredAddress
  readonly items: readonly { readonly sku: string; readonly quantity: number; readonly artwork: string }[]
}

export interface StoredAddress {
  readonly name: string
  readonly line1: string
  readonly line2: string | null
  readonly city: string | null
  readonly state: string | null
  readonly postal_code: string | null
  readonly country: string
}

/** As much of a paid checkout as these shops need. */
export interface PaidSession {
  readonly id: string
  readonly client_reference_id: string
  readonly payment_status: string
  readonly amount_total: number
  readonly customer_details: { readonly email: string | null } | null
  readonly collected_information: {
    readonly shipping_details: { readonly name: string; readonly address: Omit<StoredAddress, 'name'> } | null
  } | null
}

export function addressOf({ collected_information: collected }: PaidSession): string {
  const details = collected?.shipping_details
  return JSON.stringify({ name: details?.name, ...details?.address })
}
