import { describe, expect, test } from 'vitest'
import { type CircuitState, closedCircuit, enterCircuit, leaveCircuit, type ServiceHealth } from './circuit.ts'

const policy = { failures: 3, openMs: 1_000, maxOpenMs: 3_000 }

function left(state: CircuitState, health: ServiceHealth, nowMs = 0, pass: 'call' | 'probe' = 'call'): CircuitState {
  return leaveCircuit(state, policy, { pass, health, nowMs })
}

/** After calls that came back one by one. */
function afterCalls(...healths: readonly ServiceHealth[]): CircuitState {
  return healths.reduce((state, health) => left(state, health), closedCircuit)
}

describe('a closed circuit', () => {
  test('lets calls through', () => {
    expect(enterCircuit(closedCircuit, 0)).toMatchObject({ pass: 'call', waitMs: 0 })
  })

  test('opens after some failures in a row', () => {
    expect(afterCalls('down', 'down')).toMatchObject({ status: 'closed', failures: 2 })
    expect(afterCalls('down', 'down', 'down')).toEqual({ status: 'open', untilMs: 1_000, openMs: 1_000 })
  })

  test('forgets failures when a call succeeds, and counts nothing that says nothing', () => {
    expect(afterCalls('down', 'down', 'up', 'down', 'down')).toMatchObject({ status: 'closed' })
    expect(afterCalls('down', 'unknown', 'down', 'unknown')).toMatchObject({ status: 'closed', failures: 2 })
  })

  test('opens at once when the key is refused (F46)', () => {
    expect(afterCalls('denied')).toMatchObject({ status: 'open' })
  })
})

describe('an open circuit', () => {
  const open = afterCalls('down', 'down', 'down')

  test('lets nothing through until its time is over, then one probe (F84)', () => {
    expect(enterCircuit(open, 400)).toMatchObject({ pass: null, waitMs: 600 })
    const { state, pass } = enterCircuit(open, 1_000)
    expect(pass).toBe('probe')
    expect(enterCircuit(state, 1_000)).toMatchObject({ pass: null, waitMs: 1_000 })
  })

  test('is not moved by calls that were under way when it opened', () => {
    expect(left(open, 'up')).toBe(open)
    expect(left(open, 'denied', 500)).toBe(open)
  })

  test('survives a clock that is set back (F79)', () => {
    expect(enterCircuit({ status: 'open', untilMs: 100_000_000, openMs: 1_000 }, 0)).toMatchObject({ pass: 'probe' })
  })
})

describe('a half-open circuit', () => {
  const { state: halfOpen } = enterCircuit(afterCalls('down', 'down', 'down'), 1_000)

  test('closes when its probe succeeds', () => {
    expect(left(halfOpen, 'up', 1_500, 'probe')).toBe(closedCircuit)
  })

  test('opens for twice as long, up to a limit, each time its probe fails', () => {
    const second = left(halfOpen, 'down', 2_000, 'probe')
    expect(second).toEqual({ status: 'open', untilMs: 4_000, openMs: 2_000 })
    const third = left(enterCircuit(second, 4_000).state, 'denied', 4_000, 'probe')
    expect(third).toEqual({ status: 'open', untilMs: 7_000, openMs: 3_000 })
  })

  test('takes the next call for a probe when the last one said nothing', () => {
    const undecided = left(halfOpen, 'unknown', 1_500, 'probe')
    expect(enterCircuit(undecided, 1_500)).toMatchObject({ pass: 'probe' })
  })

  test('waits for its probe alone', () => {
    expect(left(halfOpen, 'up', 1_500, 'call')).toBe(halfOpen)
  })
})
