/** When to stop calling a service that fails. */
export interface CircuitPolicy {
  /** So many failures in a row open the circuit. */
  readonly failures: number
  /** How long it stays open the first time; doubles with every probe that fails. */
  readonly openMs: number
  readonly maxOpenMs: number
}

export const defaultCircuitPolicy: CircuitPolicy = { failures: 5, openMs: 1_000, maxOpenMs: 30_000 }

/** Closed lets calls through, open none, and half-open one: the probe. */
export type CircuitState =
  | { readonly status: 'closed'; readonly failures: number }
  | { readonly status: 'open'; readonly untilMs: number; readonly openMs: number }
  | { readonly status: 'half_open'; readonly openMs: number }

export const closedCircuit: CircuitState = { status: 'closed', failures: 0 }

/** What a call says of the service. */
export type ServiceHealth =
  /** It answers, be it with a refusal. */
  | 'up'
  /** It gave no answer, or one for its own failure. */
  | 'down'
  /** It takes nobody's word: the key is wrong (F46). */
  | 'denied'
  /** The call says nothing of it. */
  | 'unknown'

/** Whether a call goes through, and how it goes; or null, and how long to stay away. */
export function enterCircuit(
  state: CircuitState,
  nowMs: number,
): { readonly state: CircuitState; readonly pass: 'call' | 'probe' | null; readonly waitMs: number } {
  switch (state.status) {
    case 'closed':
      return { state, pass: 'call', waitMs: 0 }
    case 'half_open':
      return { state, pass: null, waitMs: state.openMs }
    case 'open': {
      const waitMs = state.untilMs - nowMs
      // A longer wait than it ever began with comes of a clock that was set back (F79).
      if (waitMs > 0 && waitMs <= state.openMs) return { state, pass: null, waitMs }
      return { state: { status: 'half_open', openMs: state.openMs }, pass: 'probe', waitMs: 0 }
    }
  }
}

/** After a call. What was under way when the circuit opened changes nothing any more: the probe decides (F84). */
export function leaveCircuit(
  state: CircuitState,
  policy: CircuitPolicy,
  { pass, health, nowMs }: { readonly pass: 'call' | 'probe'; readonly health: ServiceHealth; readonly nowMs: number },
): CircuitState {
  const open = (openMs: number): CircuitState => ({ status: 'open', untilMs: nowMs + openMs, openMs })
  if (pass === 'probe' && state.status === 'half_open') {
    if (health === 'up') return closedCircuit
    // The next call is a probe again.
    if (health === 'unknown') return { status: 'open', untilMs: nowMs, openMs: state.openMs }
    return open(Math.min(state.openMs * 2, policy.maxOpenMs))
  }
  if (pass === 'probe' || state.status !== 'closed' || health === 'unknown') return state
  if (health === 'up') return closedCircuit
  const failures = state.failures + 1
  return health === 'denied' || failures >= policy.failures ? open(policy.openMs) : { status: 'closed', failures }
}
