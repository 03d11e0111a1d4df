import { onTestFinished } from 'vitest'
import { createManualClock } from '../manual-clock.ts'
import { createProdigiSimulator } from './create-prodigi-simulator.ts'
import type { ProdigiSimulatorOptions } from './prodigi-simulator.ts'

export const apiKey = 'test_key'

/** A simulator that listens until the test has finished, and a way to call it. For the simulator's own tests. */
export async function startSimulatorFixture(options: ProdigiSimulatorOptions = {}) {
  const clock = createManualClock('2026-01-01T00:00:00Z')
  const simulator = createProdigiSimulator({ apiKey, clock, seed: 1, callbacks: 'off', ...options })
  const url = await simulator.listen()
  onTestFinished(() => simulator.close())
  const call = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(`${url}/v4.0${path}`, {
      method,
      headers: { 'x-api-key': apiKey, 'content-type': 'application/json', ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: parse(text) }
  }
  return { simulator, clock, url, call }
}

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into freely; the simulator's own types must not vouch for its bodies.
export function parse(text: string): any {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
