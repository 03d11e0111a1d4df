/** A page of the site: the file in `docs/`, without its ending, and what the sidebar calls it. */
type Page = readonly [file: string, title: string]

/** The sidebar: what readers come for, in the order in which they come to need it. */
export const sections: readonly { readonly title: string; readonly pages: readonly Page[] }[] = [
  {
    title: 'Start',
    pages: [
      ['start', 'In five minutes'],
      ['how-it-works', 'How it works'],
      ['from-a-webhook', 'From a webhook of your own'],
      ['production', 'Before you open'],
    ],
  },
  {
    title: 'How to',
    pages: [
      ['frameworks', 'Mount it in your framework'],
      ['access', 'Say who asks'],
      ['checkout', 'Take payments'],
      ['preflight', 'Check before money moves'],
      ['delivery', 'Follow parcels'],
      ['email', 'Send e-mails'],
      ['react', 'Show orders in React'],
      ['react-admin', 'Run the shop'],
      ['changes-and-cancelling', 'Change and cancel'],
      ['refunds-reprints-claims', 'Refund, reprint, claim'],
      ['disputes', 'Answer disputes'],
      ['outgoing-webhooks', 'Tell your other systems'],
      ['alerts', 'Be alerted'],
      ['operations', 'Operate'],
      ['job-engines', 'Work on pg-boss or BullMQ'],
      ['analytics', 'See how the shop does'],
      ['telemetry', 'Trace with OpenTelemetry'],
      ['row-level-security', 'Supabase and row-level security'],
      ['prodigi-client', 'Use the Prodigi client alone'],
      ['testing-your-shop', 'Test your shop'],
      ['stripe-simulator', 'Simulate Stripe'],
      ['own-storage', 'Write a storage'],
      ['own-provider', 'Write a print provider'],
    ],
  },
  {
    title: 'Reference',
    pages: [
      ['states', 'States'],
      ['events', 'Events'],
      ['payments', 'Events of Stripe'],
      ['errors', 'Errors'],
      ['options', 'Options'],
      ['environment', 'Environment of the examples'],
      ['faults', 'Faults and their tests'],
      ['glossary', 'Glossary'],
    ],
  },
  {
    title: 'API',
    pages: [
      ['api-core', '@quoin/core'],
      ['api-kysely', '@quoin/kysely'],
      ['api-http', '@quoin/http'],
      ['api-express', '@quoin/express'],
      ['api-next', '@quoin/next'],
      ['api-pg-boss', '@quoin/pg-boss'],
      ['api-bullmq', '@quoin/bullmq'],
      ['api-react', '@quoin/react'],
      ['api-email', '@quoin/email'],
      ['api-testing', '@quoin/testing'],
    ],
  },
  {
    title: 'Why it holds',
    pages: [
      ['reconciliation', 'Reconciliation'],
      ['scheduler', 'The scheduler'],
      ['scaling', 'From one machine to many'],
      ['performance', 'Performance'],
      ['security', 'Security'],
      ['simulation', 'Simulation'],
      ['crash-test', 'Crash test'],
      ['random-tests', 'Random tests'],
    ],
  },
]
