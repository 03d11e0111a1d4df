import type { Clock } from '../../runtime/clock.ts'
import { ProdigiError } from './prodigi-error.ts'

/** Answers that may be used again for a while. */
export interface AnswerCache<Answer> {
  /**
   * The answer that is kept under the key, or a new one. Calls at the same time share one question; a failure is told to
   * all of them and not kept. A caller whose signal is given leaves, and the others get their answer.
   */
  get(key: string, ask: (signal?: AbortSignal) => Promise<Answer>, signal?: AbortSignal): Promise<Answer>
}

/** Asks every time. */
export function noCache<Answer>(): AnswerCache<Answer> {
  return { get: (_key, ask, signal) => ask(signal) }
}

interface AnswerCacheOptions {
  readonly ttlMs: number
  /** Beyond that the answer leaves that nobody has asked for the longest. */
  readonly maxEntries: number
  readonly clock: Clock
}

/** Answers are frozen, for callers share them. */
export function createAnswerCache<Answer>({ ttlMs, maxEntries, clock }: AnswerCacheOptions): AnswerCache<Answer> {
  // In the order of use: a Map keeps the order in which its keys were set.
  const entries = new Map<string, { readonly answer: Promise<Answer>; readonly askedMs: number }>()

  function find(key: string): Promise<Answer> | undefined {
    const entry = entries.get(key)
    if (!entry) return undefined
    entries.delete(key)
    const ageMs = clock.now().getTime() - entry.askedMs
    if (ageMs < 0 || ageMs >= ttlMs) return undefined
    entries.set(key, entry)
    return entry.answer
  }

  function keep(key: string, answer: Promise<Answer>): Promise<Answer> {
    const entry = { answer, askedMs: clock.now().getTime() }
    entries.set(key, entry)
    for (const oldest of entries.keys()) {
      if (entries.size <= maxEntries) break
      entries.delete(oldest)
    }
    answer.catch(() => {
      if (entries.get(key) === entry) entries.delete(key)
    })
    return answer
  }

  return {
    get: (key, ask, signal) => whileWanted(find(key) ?? keep(key, ask().then(frozen)), signal),
  }
}

/** The answer, or the end of the caller's interest, whichever is first. */
async function whileWanted<Answer>(answer: Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  if (!signal) return answer
  let leave = () => {}
  const left = new Promise<never>((_, reject) => {
    leave = () =>
      reject(new ProdigiError('aborted', 'The caller gave up.', { retry: 'retryable', cause: signal.reason }))
    if (signal.aborted) leave()
    else signal.addEventListener('abort', leave, { once: true })
  })
  try {
    return await Promise.race([answer, left])
  } finally {
    signal.removeEventListener('abort', leave)
  }
}

function frozen<Value>(value: Value): Value {
  if (typeof value === 'object' && value !== null) Object.values(Object.freeze(value)).forEach(frozen)
  return value
}
