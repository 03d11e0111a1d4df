import type { FulfillmentProvider } from '@quoin/core'

/** What can be broken on purpose, to see that the comparison at the end finds it. Only the test's own processes know of it. */
export const flaws = ['random-key'] as const
export type Flaw = (typeof flaws)[number]

export function isFlaw(text: string): text is Flaw {
  return flaws.some((flaw) => flaw === text)
}

/** A print provider that sends every attempt under another key, so that a print asked for twice is made twice. */
export function withRandomKeys(provider: FulfillmentProvider): FulfillmentProvider {
  return {
    ...provider,
    submit: (body, options) =>
      provider.submit(JSON.stringify({ ...JSON.parse(body), idempotencyKey: crypto.randomUUID() }), options),
  }
}
