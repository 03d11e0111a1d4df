import type { Clock } from '../runtime/clock.ts'
import { type CircuitPolicy, closedCircuit, enterCircuit, leaveCircuit, type ServiceHealth } from './circuit.ts'

/** Keeps calls away from a service that fails, all calls that share it together. */
export interface CircuitBreaker {
  /** Asks for a call. When `waitMs` is above 0 the call is not to be made; otherwise `leave` must be called after it. */
  enter(): { readonly waitMs: number; readonly leave: (health: ServiceHealth) => void }
}

export function createCircuitBreaker({ policy, clock }: { policy: CircuitPolicy; clock: Clock }): CircuitBreaker {
  let state = closedCircuit
  const nowMs = () => clock.now().getTime()
  return {
    enter() {
      const { state: entered, pass, waitMs } = enterCircuit(state, nowMs())
      state = entered
      const leave = (health: ServiceHealth): void => {
        if (pass) state = leaveCircuit(state, policy, { pass, health, nowMs: nowMs() })
      }
      return { waitMs, leave }
    },
  }
}
