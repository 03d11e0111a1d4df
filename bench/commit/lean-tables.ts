import type { NewOrder } from './new-order.ts'

/** The least that could be called the same. In a schema of the same name, so that its rows are counted alike. */
export const leanTables = `
  create schema quoin;
  create table quoin.orders (
    id uuid primary key, number text not null unique, status text not null, user_id text, currency text not null,
    total bigint not null, details jsonb not null, created_at timestamptz not null
  );
  create table quoin.order_items (
    id uuid primary key, order_id uuid not null references quoin.orders, sku text not null, quantity integer not null,
    price bigint not null, assets jsonb not null
  );
  create table quoin.order_logs (
    id uuid primary key, order_id uuid not null references quoin.orders, at timestamptz not null, event jsonb not null
  );
  create table quoin.retry_operations (
    id uuid primary key, kind text not null, order_id uuid, run_at timestamptz not null, state text not null default 'waiting'
  );
  create index on quoin.retry_operations (run_at, id) where state = 'waiting';`

export const leanStatement = `
  with o as (insert into quoin.orders values ($1, $2, $3, $4, $5, $6, $7, $8)),
    i as (insert into quoin.order_items values ($9, $1, $10, $11, $12, $13), ($14, $1, $15, $16, $17, $18)),
    l as (insert into quoin.order_logs values ($19, $1, $8, $20)),
    j as (insert into quoin.retry_operations values ($21, $22, $1, $8))
  select`

export function leanValues({ order, event, job }: NewOrder): unknown[] {
  const { id, number, status, userId, currency, totals, shippingOptions, terms, createdAt } = order
  const items = order.items.flatMap((item) => [
    item.id,
    item.sku,
    item.quantity,
    item.unitPrice.amount,
    JSON.stringify(item.assets),
  ])
  const details = JSON.stringify({ totals, shippingOptions, terms })
  return [
    id,
    number,
    status,
    userId,
    currency,
    totals.total.amount,
    details,
    createdAt,
    ...items,
    event.id,
    JSON.stringify(event.event),
    job.id,
    job.kind,
  ]
}
