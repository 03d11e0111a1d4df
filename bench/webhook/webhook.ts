import type { Bench, Goal } from '../harness/bench.ts'
import { versionOf } from '../harness/version-of.ts'
import { bareServer, handWrittenRoute } from './by-hand.ts'
import { expressServer, handlerServer, nextServer } from './by-quoin.ts'
import { figures, poolSize, webhookContender } from './webhook-server.ts'

const names = {
  handler: 'Quoin, the bare handler',
  express: 'Quoin through Express',
  next: 'Quoin through Next',
  bare: 'node:http and one INSERT',
  byHand: 'Express, stripe, Kysely by hand',
} as const
const [requests, , p99] = figures

export const webhookBenches: readonly Bench[] = [
  bench(1, []),
  bench(32, [
    { figure: requests, of: names.handler, over: names.bare, atLeast: 0.95 },
    { figure: requests, of: names.express, over: names.byHand, atLeast: 1.5 },
  ]),
  bench(128, [
    { figure: requests, of: names.handler, over: names.bare, atLeast: 1.4 },
    { figure: p99, of: names.handler, over: names.bare, atMost: 1 },
    { figure: requests, of: names.express, over: names.byHand, atLeast: 1.5 },
  ]),
]

function bench(connections: number, goals: readonly Goal[]): Bench {
  const pool = `${poolSize} connections to the database`
  const express = `express ${versionOf('express')}`
  return {
    name: `webhook/${connections}`,
    title: `Signed webhooks of 6 kB, ${connections} at a time from another process, are verified, stored once with a job, and answered.`,
    figures,
    contenders: [
      webhookContender(
        {
          name: names.handler,
          settings: `\`createHttpHandler\` over @hono/node-server ${versionOf('@hono/node-server')}, ${pool}`,
        },
        connections,
        handlerServer,
      ),
      webhookContender(
        { name: names.express, settings: `\`quoinExpress\`, ${express}, ${pool}` },
        connections,
        expressServer,
      ),
      webhookContender(
        { name: names.next, settings: `\`createNextHandlers\` by themselves, without Next's own server, ${pool}` },
        connections,
        nextServer,
      ),
      webhookContender(
        {
          name: names.bare,
          settings: `node:crypto, pg ${versionOf('pg')} with a named statement, no job, the body compressed as Postgres does by default, ${pool}`,
        },
        connections,
        bareServer,
      ),
      webhookContender(
        {
          name: names.byHand,
          settings: `${express}, stripe ${versionOf('stripe')}, kysely ${versionOf('kysely')}, the event and its job in one transaction, the body compressed as Postgres does by default, ${pool}`,
        },
        connections,
        handWrittenRoute,
      ),
    ],
    goals,
  }
}
