import * as z from 'zod/mini'
import { mapped, text } from './prodigi-schema.ts'

/** Prodigi answered 200 with a word that we don't know. What it means, only the order can tell. */
export interface UnknownOutcome {
  readonly outcome: 'Unknown'
  /** The word as it came; empty when there was none. */
  readonly given: string
}

type ReadOutcome<Word extends string> = { readonly outcome: Word } | UnknownOutcome

/**
 * Reads the outcome of an answer. The reference writes `created`, real answers `Created`: case does not count.
 *
 * Prodigi says with HTTP 200 what other services say with 409, so the words for failure are outcomes like the others.
 */
function readOutcome<Word extends string>(given: string, known: readonly Word[]): ReadOutcome<Word> {
  const outcome = known.find((word) => word.toLowerCase() === given.toLowerCase())
  return outcome === undefined ? { outcome: 'Unknown', given } : { outcome }
}

/** The envelope that every answer of v4 has, with the fields of one endpoint. */
export function answerSchema<Word extends string, Shape extends z.core.$ZodShape>(
  known: readonly Word[],
  shape: Shape,
) {
  const envelope = mapped(
    z.object({ outcome: z.catch(z.string(), ''), traceParent: text }),
    ({ outcome, traceParent }) => ({ ...readOutcome(outcome, known), traceParent }),
  )
  return z.intersection(envelope, z.object(shape))
}
