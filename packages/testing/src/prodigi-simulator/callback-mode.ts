/**
 * How callbacks are sent: `duplicated` sends each twice under two ids, as the real service was seen to do; `reordered` sends
 * each after a delay by chance, so that they overtake each other.
 */
export type CallbackMode =
  | 'on'
  | 'off'
  | 'duplicated'
  | 'reordered'
  | {
      readonly duplicated?: boolean
      /** The longest delay, by the simulator's clock. `reordered` alone means four stages. */
      readonly reorderedWithinMs?: number
    }

export interface CallbackManner {
  readonly duplicated: boolean
  /** 0 where they are sent at once and in turn. */
  readonly reorderedWithinMs: number
}

/** Null when none are sent. */
export function callbackManner(mode: CallbackMode, stageMs: number): CallbackManner | null {
  if (mode === 'off') return null
  if (typeof mode === 'object') return { duplicated: false, reorderedWithinMs: 0, ...mode }
  return { duplicated: mode === 'duplicated', reorderedWithinMs: mode === 'reordered' ? 4 * stageMs : 0 }
}
