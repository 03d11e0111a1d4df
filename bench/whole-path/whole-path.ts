import type { Bench, Goal } from '../harness/bench.ts'
import { versionOf } from '../harness/version-of.ts'
import { openAssembled, workSettings } from './assembled.ts'
import { openByHand } from './by-hand.ts'
import { expand, keepInPGlite, keepInPostgres, openQuoinShop } from './by-quoin.ts'
import { figures, wholePathContender } from './whole-path-contender.ts'
import { poolSize, slots, type WholeShopMaker } from './whole-shop.ts'

const [ordersPerS] = figures
/** What tells a shop that it is paid; and what Stripe tells of one payment to a shop that has its webhook as the documentation says. */
const [paid, both] = [['checkout.session.completed'], ['checkout.session.completed', 'payment_intent.succeeded']]
const express = `express ${versionOf('express')}`
const own = '`quoinExpress`, 32 slots in the same process'
const read =
  'reads from Stripe for each event the checkout with its payment, charge and way to ship, and the warnings of fraud'

const quoin: WholeShopMaker = {
  name: 'Quoin',
  settings: `${own}, ${express}, ${poolSize} connections and a listener, prepared; one event a payment, as the others have; ${read}`,
  events: paid,
  expand,
  open: (ground) => openQuoinShop(ground, keepInPostgres),
}
const quoinBoth: WholeShopMaker = {
  ...quoin,
  name: 'Quoin, both events',
  settings:
    'the same, with both events that Stripe tells of a payment to a webhook that is set up as the documentation says',
  events: both,
}
const assembled: WholeShopMaker = {
  name: 'express, stripe, Kysely, pg-boss, fetch',
  settings: `${express}, stripe ${versionOf('stripe')}, kysely ${versionOf('kysely')} with ${poolSize} connections, pg-boss ${versionOf('pg-boss')} with ${poolSize} of its own, woken by NOTIFY, localConcurrency ${workSettings.localConcurrency}, batchSize ${workSettings.batchSize}, burstWhenBatchFull; event, order, log and job in one transaction; reads from Stripe the checkout with its lines before it prints, as Stripe's guide to fulfillment says`,
  events: paid,
  expand: ['line_items'],
  open: openAssembled,
}
const byHand: WholeShopMaker = {
  name: 'the shortest by hand',
  settings: `node:http, node:crypto, pg ${versionOf('pg')} with named statements over ${poolSize} connections, undici ${versionOf('undici')}; event, order, log and job in one statement, jobs leased by SKIP LOCKED, ${slots} slots; reads from Stripe the checkout with its payment and charge before it prints`,
  events: paid,
  expand: ['payment_intent.latest_charge'],
  open: openByHand,
}
const inPGlite: WholeShopMaker = {
  ...quoin,
  name: 'Quoin on PGlite',
  settings: 'the same as the first, with the database in the same process and in memory',
  open: (ground) => openQuoinShop(ground, keepInPGlite),
}

const goals: readonly Goal[] = [
  { figure: ordersPerS, of: quoin.name, over: assembled.name, atLeast: 4 },
  { figure: ordersPerS, of: quoin.name, over: byHand.name, atLeast: 0.6 },
  { figure: ordersPerS, of: quoinBoth.name, over: assembled.name, atLeast: 4 },
  { figure: ordersPerS, of: quoinBoth.name, over: byHand.name, atLeast: 0.6 },
]

export const wholePathBenches: readonly Bench[] = [
  {
    name: 'whole-path',
    title:
      'Signed events of paid orders, 32 at a time from another process, are stored, made jobs, and printed by a Prodigi in that process; until all are recorded as submitted.',
    figures,
    contenders: [quoin, quoinBoth, assembled, byHand, inPGlite].map((maker) => wholePathContender(maker, 32)),
    goals,
  },
]
