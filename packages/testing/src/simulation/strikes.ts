import { chance, chanceOf } from './chance.ts'

/**
 * What can befall a call that a process makes to the store or to a provider.
 *
 * `refused`: nothing has happened, and the caller is told so. `answer_lost`: it has happened, and the caller is told that nobody
 * knows. `arrives_late`: the same, and it happens only when the caller may long have done something else. `crash_before`,
 * `crash_after`: the process dies before it has happened, or before its answer. `late`: the answer comes when the lease of the job
 * is over. `frozen`: the process stands still for longer than that.
 */
export const strikeKinds = [
  'refused',
  'answer_lost',
  'arrives_late',
  'crash_before',
  'crash_after',
  'late',
  'frozen',
] as const

/** What can befall a call of the storage or a provider. */
export type StrikeKind = (typeof strikeKinds)[number]

/** Decides what befalls the call of this number. */
export type Strikes = (call: number) => StrikeKind | null

/** What befell a run, by the numbers of its calls: enough to make it happen again. */
export type StrikeScript = Readonly<Record<number, StrikeKind>>

/**
 * Chance decides: of each kind that the seed has switched on, so often. Not all at once, for a run in which everything fails
 * shows little.
 */
export function strikesByChance(seed: number, rates: Partial<Record<StrikeKind, number>>): Strikes {
  const kinds = strikeKinds.filter((kind) => (rates[kind] ?? 0) > 0)
  const [first, ...others] = kinds
  if (!first) return () => null
  const all = kinds.reduce((sum, kind) => sum + (rates[kind] ?? 0), 0)
  return (call) => {
    const drawn = chance(seed, 'strike', call)
    if (drawn >= all) return null
    return chanceOf(seed, 'strike kind', call, [first, ...others])
  }
}

export function strikesByScript(script: StrikeScript): Strikes {
  return (call) => script[call] ?? null
}
