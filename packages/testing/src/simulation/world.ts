import { chanceBetween } from './chance.ts'
import type { Kernel } from './kernel.ts'
import type { SimulationPlan } from './plan.ts'
import { type StrikeKind, type Strikes, strikesByChance, strikesByScript } from './strikes.ts'

/** What all parts of a run share. */
export interface World {
  readonly plan: SimulationPlan
  readonly kernel: Kernel
  readonly counts: { crashes: number; strikes: number; webhooks: number; forged: number }
  /** What befell, by the numbers of the calls. */
  readonly struck: Record<number, StrikeKind>
  /** Promises that were broken, as they were found. */
  readonly violations: Violation[]
  /** What befalls the call of this number; nothing once the faults are over. */
  strike(call: number): StrikeKind | null
  /** How long a way of a call takes. */
  way(call: number, direction: string, between: readonly [number, number]): number
  endFaults(): void
  readonly hasFaults: boolean
  /** Whether nothing was struck in the time before: what comes late then is late by itself. */
  wasCalmFor(durationMs: number): boolean
  violate(invariant: string, detail: string): void
}

/** A promise that was broken. */
export interface Violation {
  /** Such as `INV-1`. */
  readonly invariant: string
  readonly detail: string
  readonly atMs: number
}

/** More would only be a process that dies for ever. */
const mostStrikes = 100

export function createWorld(plan: SimulationPlan, kernel: Kernel): World {
  const strikes: Strikes =
    'script' in plan.strikes ? strikesByScript(plan.strikes.script) : strikesByChance(plan.seed, plan.strikes)
  let hasFaults = true
  let struckAt = Number.NEGATIVE_INFINITY
  const world: World = {
    plan,
    kernel,
    counts: { crashes: 0, strikes: 0, webhooks: 0, forged: 0 },
    struck: {},
    violations: [],
    strike(call) {
      const kind = hasFaults && world.counts.strikes < mostStrikes ? strikes(call) : null
      if (kind) {
        world.struck[call] = kind
        world.counts.strikes += 1
        struckAt = kernel.now()
      }
      return kind
    },
    way: (call, direction, [least, most]) => chanceBetween(plan.seed, direction, call, least, most),
    endFaults() {
      hasFaults = false
    },
    get hasFaults() {
      return hasFaults
    },
    wasCalmFor: (durationMs) => kernel.now() - struckAt > durationMs,
    violate(invariant, detail) {
      world.violations.push({ invariant, detail, atMs: kernel.now() })
    },
  }
  return world
}
