/** Where a fault can be aimed at: a statement that writes, and a call that asks for a print. */
export type Point = 'commit' | 'print'

/** Just before the other side hears of it; or after it has done it, before its answer arrives. */
export type Moment = 'before' | 'after'

/** End the process, or only its connection. */
export type Blow = 'kill' | 'cut'

export type AimedKind = `${Blow}-${Moment}-${Point}`

export interface Aim {
  readonly point: Point
  readonly moment: Moment
  readonly blow: Blow
}

export const aimedFaults: Readonly<Record<AimedKind, Aim>> = {
  'kill-before-commit': { blow: 'kill', moment: 'before', point: 'commit' },
  'kill-after-commit': { blow: 'kill', moment: 'after', point: 'commit' },
  'cut-before-commit': { blow: 'cut', moment: 'before', point: 'commit' },
  'cut-after-commit': { blow: 'cut', moment: 'after', point: 'commit' },
  'kill-before-print': { blow: 'kill', moment: 'before', point: 'print' },
  'kill-after-print': { blow: 'kill', moment: 'after', point: 'print' },
  'cut-before-print': { blow: 'cut', moment: 'before', point: 'print' },
  'cut-after-print': { blow: 'cut', moment: 'after', point: 'print' },
}

/** An aim that somebody has come under. */
export interface TakenAim extends Aim {
  /** It has struck. */
  readonly hit: (victim: string) => void
}

/** At most one fault is aimed at a time; whoever reaches its point first is struck. */
export interface Aims {
  /** Resolves with the name of the victim; null when nobody was struck in time. */
  arm(aim: Aim, withinMs: number): Promise<string | null>
  /** The aim at this point, which is nobody else's from then on. */
  take(point: Point): TakenAim | null
}

export function createAims(): Aims {
  let armed: TakenAim | null = null
  return {
    arm(aim, withinMs) {
      return new Promise((resolve) => {
        const giveUp = setTimeout(() => end(null), withinMs)
        const end = (victim: string | null): void => {
          clearTimeout(giveUp)
          if (armed === mine) armed = null
          resolve(victim)
        }
        const mine: TakenAim = { ...aim, hit: end }
        armed = mine
      })
    },
    take(point) {
      if (armed?.point !== point) return null
      const taken = armed
      armed = null
      return taken
    },
  }
}
