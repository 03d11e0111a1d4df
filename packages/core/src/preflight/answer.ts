import { within } from './within.ts'

/** How a question to someone else ended. */
export type Answer<Value> =
  | { readonly outcome: 'answered'; readonly value: Value }
  | { readonly outcome: 'failed'; readonly error: unknown }

/** Asks, and waits no longer than the signal allows. Never rejects. */
export async function askWithin<Value>(signal: AbortSignal, question: () => Promise<Value>): Promise<Answer<Value>> {
  try {
    return { outcome: 'answered', value: await within(signal, question()) }
  } catch (error) {
    return { outcome: 'failed', error }
  }
}
