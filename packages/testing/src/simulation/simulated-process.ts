import type { StrikeKind } from './strikes.ts'
import type { World } from './world.ts'

/** Something like a process of the host's app: it can die and start again, or stand still. */
export interface SimulatedProcess {
  readonly name: string
  /** How far its clock is from the world's. */
  readonly skewMs: number
  readonly isAlive: boolean
  /** Counts its lives: what an earlier life waited for never comes. */
  readonly life: number
  crash(): void
  freeze(durationMs: number): void
  /** Hands something over to it, unless that life is over; when it stands still, later. */
  deliver(life: number, label: string, hand: () => void): void
}

const restartMs = 500

/** @param begin starts the app in a new life */
export function createProcess(
  world: World,
  name: string,
  skewMs: number,
  begin: (life: number) => void,
): SimulatedProcess {
  let [life, isAlive, frozenUntil] = [1, true, 0]

  const deliver = (toLife: number, label: string, hand: () => void): void => {
    if (toLife !== life || !isAlive) return
    const wait = frozenUntil - world.kernel.now()
    if (wait > 0) world.kernel.after(wait, label, () => deliver(toLife, label, hand))
    else hand()
  }

  return {
    name,
    skewMs,
    get isAlive() {
      return isAlive
    },
    get life() {
      return life
    },
    crash() {
      if (!isAlive) return
      isAlive = false
      life += 1
      world.counts.crashes += 1
      world.kernel.after(restartMs, `${name} starts again`, () => {
        isAlive = true
        frozenUntil = 0
        begin(life)
      })
    },
    freeze(durationMs) {
      frozenUntil = Math.max(frozenUntil, world.kernel.now() + durationMs)
    },
    deliver,
  }
}

/** How the calls of a port answer. */
export interface PortNature {
  readonly name: string
  /** Methods that are no calls. */
  readonly plain: readonly string[]
  /** Methods that give a list, page after page. */
  readonly lists: readonly string[]
  /** Whether its answers are there at once, where nothing befalls them. */
  readonly isNear: boolean
  /** How long a way is, at least and at most. */
  readonly wayMs: readonly [number, number]
  /** What the caller is told when it is refused, or when nobody knows. */
  fault(kind: 'refused' | 'unknown', method: string): Error
}

/** A port as a process in this life reaches it: every call takes time, and anything can befall it on the way. */
export function throughProcess<Port extends object>(
  world: World,
  process: SimulatedProcess,
  port: Port,
  nature: PortNature,
): Port {
  const { life } = process
  const call = (method: string, effect: () => Promise<unknown>): Promise<unknown> => {
    const { kernel } = world
    const number = kernel.next()
    const strike = world.strike(number)
    const way = (direction: string): number => world.way(number, direction, nature.wayMs)
    const label = `${process.name} ${nature.name}.${method}`
    return new Promise((resolve, reject) => {
      const answer = (struck: StrikeKind | null, hand: () => void): void => {
        if (nature.isNear && struck === null) {
          process.deliver(life, label, hand)
          return
        }
        const delayMs = way('back') + (struck === 'late' ? lateMs : 0)
        kernel.after(delayMs, '', () => {
          if (struck === 'crash_after' && process.life === life) process.crash()
          process.deliver(life, label, hand)
        })
      }
      kernel.after(way('there'), strike ? `${label} #${number} ${strike}` : label, () => {
        if (strike === 'crash_before') {
          if (process.life === life) process.crash()
          return
        }
        if (strike === 'frozen') process.freeze(lateMs)
        if (strike === 'refused') return answer(null, () => reject(nature.fault('refused', method)))
        if (strike === 'arrives_late') {
          kernel.after(lateMs, `${label} #${number} arrives`, () => void effect().catch(() => {}))
          return answer(null, () => reject(nature.fault('unknown', method)))
        }
        effect().then(
          (value) => {
            if (strike === 'answer_lost') answer(null, () => reject(nature.fault('unknown', method)))
            else answer(strike, () => resolve(value))
          },
          (error: unknown) => answer(strike, () => reject(error)),
        )
      })
    })
  }
  return new Proxy(port, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property)
      const method = String(property)
      if (typeof value !== 'function' || nature.plain.includes(method)) return value
      if (!nature.lists.includes(method)) {
        return (...args: unknown[]) => call(method, async () => Reflect.apply(value, target, args))
      }
      return async function* list(...args: unknown[]) {
        const all = await call(method, () => gather(Reflect.apply(value, target, args)))
        if (Array.isArray(all)) yield* all
      }
    },
  })
}

async function gather(list: AsyncIterable<unknown>): Promise<unknown[]> {
  const all: unknown[] = []
  for await (const one of list) all.push(one)
  return all
}

/** Longer than the lease of a job (20 s). */
const lateMs = 45_000
