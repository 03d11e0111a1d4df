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
      /** `withinMs` is the longest delay, by the simulator's clock. @default four stages */
      readonly reordered?: boolean | { readonly withinMs: number }
    }

export interface CallbackManner {
  readonly copies: 1 | 2
  /** The longest delay; null where they are sent at once and in turn. */
  readonly delayMaxMs: number | null
}

/** Null when none are sent. */
export function callbackManner(mode: CallbackMode, stageMs: number): CallbackManner | null {
  if (mode === 'off') return null
  const { duplicated = false, reordered = false } =
    typeof mode === 'object' ? mode : { duplicated: mode === 'duplicated', reordered: mode === 'reordered' }
  const delayMaxMs = typeof reordered === 'object' ? reordered.withinMs : 4 * stageMs
  return { copies: duplicated ? 2 : 1, delayMaxMs: reordered === false ? null : delayMaxMs }
}
