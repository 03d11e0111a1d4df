/** How many calls are made in a span of time. */
export interface RateLimit {
  /** In every span of `perMs`, wherever it begins. */
  readonly calls: number
  readonly perMs: number
  /**
   * So many of the calls are kept for writes: creating, cancelling and changing orders. Reads, however many, never hold
   * these up (F54, F85).
   */
  readonly reservedForWrites: number
}

/**
 * Prodigi admits 30 calls per 30 s and key; it says so only when it turns a call away. The second more is for calls that
 * overtake each other on the way.
 */
export const defaultRateLimit: RateLimit = { calls: 30, perMs: 31_000, reservedForWrites: 15 }

/** When the latest calls were or will be made, in epoch milliseconds, oldest first. */
export interface RateLimitState {
  /** Open to every call. */
  readonly shared: readonly number[]
  /** Only for writes. */
  readonly reserved: readonly number[]
  /** Prodigi asked for quiet until then. */
  readonly pausedUntilMs: number
}

export const unusedRateLimit: RateLimitState = { shared: [], reserved: [], pausedUntilMs: 0 }

/** A place in the row of calls. */
export interface CallSlot {
  readonly lane: 'shared' | 'reserved'
  readonly atMs: number
}

/** A call that wants to be made. */
interface SlotRequest {
  readonly isWrite: boolean
  readonly nowMs: number
  /** A call that would have to wait longer gets no slot. */
  readonly maxWaitMs: number
}

/**
 * The earliest slot that keeps to the limit, taken; or null and how long it would have been to wait.
 *
 * A lane counts the calls of the last `perMs`. Reads have one lane; writes have one of their own besides.
 */
export function takeSlot(
  state: RateLimitState,
  limit: RateLimit,
  { isWrite, nowMs, maxWaitMs }: SlotRequest,
): { readonly state: RateLimitState; readonly slot: CallSlot | null; readonly waitMs: number } {
  // What is later than any wait was noted by a clock that has been set back since (F79).
  const counts = (atMs: number) => atMs > nowMs - limit.perMs && atMs <= nowMs + maxWaitMs
  const pausedUntilMs = state.pausedUntilMs <= nowMs + maxPauseMs ? state.pausedUntilMs : 0
  const lanes = { shared: state.shared.filter(counts), reserved: state.reserved.filter(counts) }

  const earliest = (lane: CallSlot['lane'], calls: number): CallSlot => {
    const taken = lanes[lane]
    const leaving = taken[taken.length - calls]
    const free = leaving === undefined ? nowMs : leaving + limit.perMs
    return {
      lane,
      atMs: calls > 0 ? Math.max(nowMs, pausedUntilMs, taken.at(-1) ?? 0, free) : Number.POSITIVE_INFINITY,
    }
  }
  const shared = earliest('shared', limit.calls - limit.reservedForWrites)
  const reserved = earliest('reserved', limit.reservedForWrites)
  const slot = isWrite && reserved.atMs <= shared.atMs ? reserved : shared

  const waitMs = slot.atMs - nowMs
  if (waitMs > maxWaitMs) return { state: { ...lanes, pausedUntilMs }, slot: null, waitMs }
  return { state: { ...lanes, [slot.lane]: [...lanes[slot.lane], slot.atMs], pausedUntilMs }, slot, waitMs }
}

/** The slot of a call that was called off while it waited is free again. */
export function giveBackSlot(state: RateLimitState, { lane, atMs }: CallSlot): RateLimitState {
  const at = state[lane].lastIndexOf(atMs)
  return at < 0 ? state : { ...state, [lane]: state[lane].toSpliced(at, 1) }
}

/** Nothing is sent before that instant. */
export function pauseCalls(state: RateLimitState, untilMs: number): RateLimitState {
  return { ...state, pausedUntilMs: Math.max(state.pausedUntilMs, untilMs) }
}

/** No pause lasts longer, whatever a server asks for. */
export const maxPauseMs = 3_600_000
