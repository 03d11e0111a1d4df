import type { Ground } from './ground.ts'

/** What one round of one contender gave: by the name of the figure, which ends in its unit. */
export type Figures = Readonly<Record<string, number>>

/** Something that several do in turn, and how they are to compare. */
export interface Bench {
  /** `family/name`, as it is asked for. */
  readonly name: string
  /** One sentence: what is done, and what is counted. */
  readonly title: string
  /** The columns of its table. */
  readonly figures: readonly string[]
  readonly contenders: readonly Contender[]
  readonly goals: readonly Goal[]
  /** Besides the first one, which warms up. @default 5 */
  readonly rounds?: number
}

/** One of those that are compared. */
export interface Contender {
  readonly name: string
  /** Version and settings. */
  readonly settings: string
  /** Why it cannot take part on this machine; null when it can. @default it always can */
  readonly leftOut?: () => string | null
  open(ground: Ground): Promise<Entrant>
}

/** A contender that is ready to begin. */
export interface Entrant {
  /**
   * Does it once. Throws when what it did is not what was asked for: too few orders stored, a job left or done twice.
   */
  round(): Promise<Figures>
  close(): Promise<void>
}

/** A ratio to reach: of a figure of one contender over that of another in the same round; without `over`, the figure itself. */
export type Goal = {
  readonly figure: string
  readonly of: string
  readonly over?: string
} & ({ readonly atLeast: number } | { readonly atMost: number })
