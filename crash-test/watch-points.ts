import type { Aims, Point, TakenAim } from './aims.ts'
import type { Watch } from './link.ts'

/** How a point looks on the wire. */
interface PointOnTheWire {
  isRequest(bytes: Buffer): boolean
  /** Whether the answer is complete with these bytes, so that the server has surely done it. */
  isAnswered(bytes: Buffer): boolean
}

const points: Readonly<Record<Point, PointOnTheWire>> = {
  // Every write of the storage is one statement, which is its own transaction. The server says that it is ready for the next,
  // by the message `Z`, only after the commit is on the disk.
  commit: {
    isRequest: (bytes) => /\bwith (claim|saved|received|stored) as\b/.test(bytes.toString('latin1', 0, 200)),
    isAnswered: (bytes) => bytes.at(-6) === 'Z'.charCodeAt(0),
  },
  print: {
    isRequest: (bytes) => /^POST \/v4\.0\/orders HTTP/i.test(bytes.toString('latin1', 0, 40)),
    isAnswered: () => true,
  },
}

/** A process at one end of a link. */
export interface Victim {
  readonly name: string
  kill(cause: string): void
}

/** Strikes a process at the point that a fault is aimed at. */
export function watchFor(point: Point, aims: Aims, victim: Victim): () => Watch {
  const { isRequest, isAnswered } = points[point]
  return () => {
    let taken: TakenAim | null = null
    const strike = (): 'cut' => {
      if (taken?.blow === 'kill') victim.kill(`${taken.moment} ${point}`)
      taken?.hit(victim.name)
      taken = null
      return 'cut'
    }
    return {
      toServer(bytes) {
        if (taken || !isRequest(bytes)) return 'pass'
        taken = aims.take(point)
        return taken?.moment === 'before' ? strike() : 'pass'
      },
      toClient(bytes) {
        if (!taken) return 'pass'
        return isAnswered(bytes) ? strike() : 'hold'
      },
    }
  }
}
