import { money, type Order, type OrderEvent, type OrderStatus, orderStatuses } from '@quoin/core'
import { createKyselyStorage, migrateToLatest } from '@quoin/kysely'
import { orderFixture, recordedFixture, unpaidOrderFixture } from '@quoin/testing'
import { type Kysely, sql } from 'kysely'

const templates = 'quoin_templates'

/**
 * Fills the tables in `quoin` with many orders, evenly over the three years before `now`, with items, prints, parcels, ten events
 * each, notifications, jobs and webhooks, and has the planner's statistics made.
 *
 * With `archiveAfterDays` those that have ended are in the archive so long after they were made.
 *
 * One order of each status is written by the storage itself into a schema of its own; the others are copies of its rows,
 * made by the database, that differ in who, when, what and how much. So the rows are what the storage writes, whatever columns there are.
 */
export async function seedOrders({
  db,
  orders,
  now,
  archiveAfterDays = null,
}: {
  readonly db: Kysely<unknown>
  readonly orders: number
  readonly now: Date
  readonly archiveAfterDays?: number | null
}): Promise<void> {
  await writeTemplates(db)
  await db.connection().execute(async (connection) => {
    // What a foreign key refers to is there: looking at each of millions of rows would take most of the time.
    const settings = ['set session_replication_role = replica']
    const end = [`drop schema ${templates} cascade`, 'vacuum analyze', 'reset all']
    for (const statement of [...settings, ...copies(orders, now, archiveAfterDays), ...end])
      await sql.raw(statement).execute(connection)
  })
}

async function writeTemplates(db: Kysely<unknown>): Promise<void> {
  await migrateToLatest({ db, schema: templates })
  const storage = createKyselyStorage({ db, schema: templates })
  for (const order of orderStatuses.map(templateOf)) {
    await storage.commit({
      order: { next: order, expectedVersion: 0 },
      events: recordedFixture(order, eventsOf(order)),
    })
  }
}

function templateOf(status: OrderStatus): Order {
  const plain = { status, refunds: [], claims: [], edit: null, cancelRequest: null }
  if (status === 'pending') return unpaidOrderFixture(plain)
  if (status === 'expired') return unpaidOrderFixture({ ...plain, closedAs: 'expired' })
  const full = orderFixture()
  const payment = { ...full.payment, dispute: null, underReview: false, fraudWarning: null }
  const fulfillments = full.fulfillments.map((print) => ({
    ...print,
    ...printOf(status),
    reason: null,
    replaces: null,
    approval: null,
    issues: [],
    charges: print.charges.map((charge) => ({ ...charge, amount: money(9000, 'USD') })),
    shipments: sent.includes(status) ? print.shipments.slice(0, 1) : [],
  }))
  return {
    ...full,
    ...plain,
    payment,
    fulfillments,
    items: full.items.slice(0, 1),
    closedAs: status === 'cancelled' ? status : null,
  }
}

function printOf(status: OrderStatus) {
  if (status === 'delivered') return { status: 'shipped' } as const
  if (status === 'paid') return { status: 'pending', submittedAt: null, providerOrderId: null, request: null } as const
  if (status === 'pending' || status === 'expired') return {}
  return { status } as const
}

const sent: readonly OrderStatus[] = ['partially_shipped', 'shipped', 'delivered']

/** Ten, as an order that went its way has. */
function eventsOf(order: Order): OrderEvent[] {
  const { payment, email, totals, shippingMethod, shippingAddress, fulfillments } = order
  const readAt = order.updatedAt
  const [print] = fulfillments
  const [parcel] = print?.shipments ?? []
  const events: OrderEvent[] = [
    { type: 'order_created', order },
    { type: 'checkout_started', payment },
    { type: 'status_changed', from: 'pending', to: order.status },
  ]
  if (payment.capturedAt) {
    events.push({ type: 'payment_captured', payment, email, totals, shippingMethod, shippingAddress })
  }
  if (print) {
    events.push(
      { type: 'fulfillment_requested', fulfillment: print, reason: null },
      { type: 'fulfillment_updated', fulfillmentId: print.id, from: 'pending', progress: print },
    )
    if (parcel) events.push({ type: 'shipment_updated', fulfillmentId: print.id, from: null, shipment: parcel })
  }
  while (events.length < 10) events.push({ type: 'payment_read', readAt })
  return events
}

/** The statements, in the order in which the tables need each other. */
function copies(orders: number, now: Date, archiveAfterDays: number | null): readonly string[] {
  const at = `timestamptz '${now.toISOString()}'`
  /** What of the row `n` is chosen by chance, of so many: the same each time, and another for each purpose. */
  const chance = (purpose: number, of: number): string => `(abs(hashint8extended(n, ${purpose})) % ${of})::integer`
  const oneOf = (purpose: number, words: readonly string[]): string =>
    `(array[${words.map((word) => `'${word}'`).join(', ')}])[1 + ${chance(purpose, words.length)}]`
  const id = (purpose: number, key: string): string => `${templates}.id(s.created_at, ${key}, ${purpose})`
  const copy = (table: string, patch: Readonly<Record<string, string>>, from: string): string => `
    insert into quoin.${table} select r.* from ${from}
    cross join lateral jsonb_populate_record(t, jsonb_build_object(${Object.entries(patch)
      .map(([column, value]) => `'${column}', ${value}`)
      .join(', ')})) r`
  const later = (days: number): string => `least(s.created_at + interval '${days} days', ${at})`
  const archivedAt = `s.created_at + interval '${archiveAfterDays ?? 0} days'`
  const isArchived =
    archiveAfterDays === null
      ? 'false'
      : `s.status in ('shipped', 'delivered', 'cancelled', 'expired') and ${archivedAt} < ${at}`
  const letter = (place: number): string =>
    `substr('23456789ABCDEFGHJKMNPQRSTVWXYZ', 1 + (n::bigint * 982451653 / ${30 ** place} % 30)::integer, 1)`
  const halves = [
    [0, 1, 2, 3, 4],
    [5, 6, 7, 8, 9],
  ].map((places) => places.map(letter).join(' || '))
  const number = halves.join(" || '-' || ")
  return [
    // Time-ordered, as UUIDv7 is.
    `create function ${templates}.id(at timestamptz, n bigint, purpose integer) returns uuid language sql immutable as $$
      select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || lpad(to_hex(purpose), 3, '0')
        || '8000' || lpad(to_hex(n), 12, '0'))::uuid $$`,
    `create table ${templates}.seed as select *,
        'cs_live_' || md5(n::text) || md5((-n)::text) as checkout_id, 'pi_' || substr(md5('p' || n), 1, 24) as payment_id,
        'ord_' || (1000000 + n) as provider_order_id
      from (
        select n, ${number} as number, id, status, created_at,
          case when status in ('pending', 'expired') then 'unpaid' when status = 'cancelled' then 'refunded'
            when ${chance(1, 1000)} < 20 then 'partially_refunded' when ${chance(1, 1000)} < 21 then 'disputed'
            when ${chance(1, 1000)} < 22 then 'refunded' else 'paid' end as payment_status,
          case when ${chance(2, 10)} < 6 then 'user_' || ${chance(3, Math.max(1, Math.floor(orders / 4)))} end as user_id,
          ${oneOf(4, ['ada', 'grace', 'alan', 'edsger', 'barbara', 'donald', 'frances', 'ken', 'margaret', 'tony'])}
            || '.' || ${chance(5, 100_000)} || '@' || ${oneOf(6, ['example.com', 'mail.example', 'post.example', 'art.example'])} as email,
          initcap(${oneOf(4, ['ada', 'grace', 'alan', 'edsger', 'barbara', 'donald', 'frances', 'ken', 'margaret', 'tony'])})
            || ' ' || initcap(translate(md5(${chance(7, 20_000)}::text), '0123456789', 'ghijklmnop')) as name,
          ${oneOf(8, ['GB', 'US', 'US', 'US', 'DE', 'FR', 'AT', 'CH', 'NL', 'SE', 'IE', 'JP', 'AU', 'CA', 'ES', 'IT'])} as country,
          ${oneOf(9, ['USD', 'USD', 'USD', 'EUR', 'GBP'])} as currency, 3000 + ${chance(10, 30_000)} as amount,
          created_at + least(${chance(11, 12)} * interval '1 day', ${at} - created_at) as updated_at
        from (
          select n, created_at, ${templates}.id(created_at, n, 1) as id,
            case when ${chance(12, 1000)} < 150 then case when age < interval '1 day' then 'pending' else 'expired' end
              when ${chance(12, 1000)} < 180 then 'cancelled'
              when age < interval '1 hour' then 'paid' when age < interval '1 day' then 'submitted'
              when age < interval '4 days' then 'in_production'
              when age < interval '6 days' and ${chance(12, 1000)} < 400 then 'partially_shipped'
              when age < interval '10 days' or ${chance(12, 1000)} < 300 then 'shipped' else 'delivered' end as status
          from (select n, ${at} - n * (interval '1096 days' / ${orders}) as created_at, n * (interval '1096 days' / ${orders}) as age
            from generate_series(${orders}, 1, -1) n) aged
        ) staged
      ) s`,
    `create index on ${templates}.seed (status)`,
    copy(
      'orders',
      {
        id: 's.id',
        number: 's.number',
        version: '2',
        payment_status: 's.payment_status',
        archived_at: `case when ${isArchived} then ${archivedAt} end`,
        archived: isArchived,
        attention: `case when ${chance(13, 1000).replaceAll('(n,', '(s.n,')} < 10 and s.status <> 'expired' and not (${isArchived}) then t.attention else '[]' end`,
        user_id: 's.user_id',
        email: 'case when t.email is not null then s.email end',
        currency: 's.currency',
        intent: 'case when t.intent is not null then s.number end',
        shipping_address: "t.shipping_address || jsonb_build_object('name', s.name, 'country', s.country)",
        checkout_id: 's.checkout_id',
        payment_id: 'case when t.payment_id is not null then s.payment_id end',
        amount_captured: 'case when t.captured_at is not null then s.amount else 0 end',
        amount_refunded: `case s.payment_status when 'refunded' then s.amount when 'partially_refunded' then s.amount / 4 else 0 end`,
        captured_at: `case when t.captured_at is not null then s.created_at + interval '90 seconds' end`,
        country: 'case when t.country is not null then s.country end',
        cost: 'case when t.cost is not null then s.amount / 2 end',
        first_submitted_at: `case when t.first_submitted_at is not null then ${later(0.01)} end`,
        first_shipped_at: `case when t.first_shipped_at is not null then ${later(3)} end`,
        first_delivered_at: `case when s.status = 'delivered' then ${later(7)} end`,
        created_at: 's.created_at',
        updated_at: 's.updated_at',
      },
      `${templates}.seed s join ${templates}.orders t on t.status = s.status`,
    ),
    // As the storage takes names apart.
    `insert into quoin.order_search (order_id, terms)
      select o.id, array_to_tsvector(array_remove(array[lower(s.number), lower(split_part(s.number, '-', 2)), o.email,
        substr(o.email, strpos(o.email, '.') + 1), split_part(o.email, '@', 2), split_part(split_part(o.email, '@', 2), '.', 2),
        lower(o.shipping_address ->> 'name'), lower(split_part(o.shipping_address ->> 'name', ' ', 2)), o.checkout_id, o.payment_id,
        case when o.first_submitted_at is not null then s.provider_order_id end], null))
      from ${templates}.seed s join quoin.orders o on o.id = s.id`,
    copy(
      'order_items',
      {
        id: id(2, 's.n * 4 + c'),
        order_id: 's.id',
        position: 'c',
        sku: `'SKU-' || ${chance(14, 200).replaceAll('(n,', '(s.n + c,')}`,
      },
      `${templates}.seed s join ${templates}.orders o on o.status = s.status join ${templates}.order_items t on t.order_id = o.id
        cross join generate_series(0, ${chance(15, 10).replaceAll('(n,', '(s.n,')} / 7) c`,
    ),
    copy(
      'dropship_orders',
      {
        id: id(3, 's.n'),
        order_id: 's.id',
        idempotency_key: "s.number || '-1'",
        provider_order_id: 'case when t.provider_order_id is not null then s.provider_order_id end',
        requested_at: later(0.005),
        submitted_at: `case when t.submitted_at is not null then ${later(0.01)} end`,
        read_at: 's.updated_at',
      },
      `${templates}.seed s join ${templates}.orders o on o.status = s.status join ${templates}.dropship_orders t on t.order_id = o.id`,
    ),
    copy(
      'shipments',
      {
        fulfillment_id: id(3, 's.n'),
        status: `case s.status when 'delivered' then 'delivered' else 'in_transit' end`,
        tracking_number: "'TRACK' || s.n",
        tracker_id: "'trk_' || s.n",
        shipped_at: later(3),
        delivered_at: `case when s.status = 'delivered' then ${later(7)} end`,
        read_at: 's.updated_at',
      },
      `${templates}.seed s join ${templates}.orders o on o.status = s.status join ${templates}.dropship_orders f on f.order_id = o.id
        join ${templates}.shipments t on t.fulfillment_id = f.id`,
    ),
    `insert into quoin.order_logs (id, order_id, version, position, at, actor, type, event)
      select ${id(4, 's.n * 16 + l.position')}, s.id, 1, l.position, s.created_at + l.position * interval '1 hour', l.actor, l.type, l.event
      from ${templates}.seed s join ${templates}.orders o on o.status = s.status join ${templates}.order_logs l on l.order_id = o.id`,
    `insert into quoin.order_logs (id, order_id, version, position, at, actor, type, event)
      select ${id(5, 's.n')}, s.id, 2, 0, s.updated_at, 'system', 'attention_opened',
        jsonb_build_object('type', 'attention_opened', 'attention', o.attention -> 0)
      from ${templates}.seed s join quoin.orders o on o.id = s.id where o.attention <> '[]'`,
    `insert into quoin.customer_notifications (id, key, type, order_id, order_number, user_id, created_at, read_at)
      select ${id(6, 's.n * 4 + c')}, 'order_confirmed:' || s.n || ':' || c, 'order_confirmed', s.id, s.number, s.user_id, s.updated_at,
        case when s.n > ${Math.floor(orders / 10)} then s.updated_at end
      from ${templates}.seed s cross join generate_series(0, 2) c where s.user_id is not null and s.status <> 'expired'`,
    `insert into quoin.retry_operations (id, kind, key, order_id, payload, state, priority, run_at, attempts, created_at)
      select ${id(7, 's.n')}, 'refresh_fulfillment', 'refresh:' || s.n, s.id, '{}', case when s.n % 50 = 0 then 'dead' else 'waiting' end,
        50, ${at} + s.n * interval '1 minute', s.n % 3, s.created_at
      from ${templates}.seed s where s.n <= ${Math.min(20_000, orders / 10)}`,
    `insert into quoin.webhook_inbox (id, source, event_id, type, body, received_at)
      select ${id(8, 's.n')}, 'stripe', 'evt_' || s.n, 'checkout.session.completed', repeat(s.checkout_id, 20), s.created_at
      from ${templates}.seed s where s.n <= ${Math.floor(orders / 10)}`,
  ]
}
