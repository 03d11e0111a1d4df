import fc from 'fast-check'
import type { Door } from './doors.ts'
import { type FuzzedShop, type Knock, limitBytes, openFuzzedShop } from './fuzzed-shop.ts'
import type { OpenFuzzedStorage } from './fuzzed-storage.ts'
import { hostileBodies } from './hostile-bodies.ts'
import { transports } from './hostile-transport.ts'

/** By door, then by what was sent and how it was answered. */
export type FuzzCounts = Readonly<Record<string, Readonly<Record<string, number>>>>

export interface FuzzOptions {
  /** At each door. */
  readonly cases: number
  readonly seed: number
  readonly open: OpenFuzzedStorage
}

/**
 * Sends made-up webhooks to each door of a shop with an order on its way. Throws with the least one that broke a rule: an
 * answer that is no 200 and no refusal, or 200 for what nobody has sealed; anything written without a 200; an order that is
 * changed by the body of a webhook; more than a handful of calls to the store, or more bytes read than a body may have.
 */
export async function fuzzDoors({ cases, seed, open }: FuzzOptions): Promise<FuzzCounts> {
  await using shop = await openFuzzedShop(open)
  const counts: Record<string, Record<string, number>> = {}
  for (const door of shop.doors) counts[door.name] = await fuzzDoor(shop, door, { numRuns: cases, seed })
  await shop.judge()
  return counts
}

async function fuzzDoor(
  shop: FuzzedShop,
  door: Door,
  runs: { readonly numRuns: number; readonly seed: number },
): Promise<Record<string, number>> {
  const count: Record<string, number> = {}
  const knocks: fc.Arbitrary<Knock> = hostileBodies(door.sample, limitBytes).chain((body) =>
    fc.record({ body: fc.constant(body), seal: door.seal(body.bytes), transport: transports }).map(printable),
  )
  const property = fc.asyncProperty(knocks, async (knock) => {
    const status = await shop.send(knock)
    const { body, seal, transport } = knock
    const keys = [
      `${status}`,
      `body ${body.kind}: ${status}`,
      `seal ${seal.kind}: ${status}`,
      `sent ${transport.kind}: ${status}`,
    ]
    for (const key of keys) count[key] = (count[key] ?? 0) + 1
  })
  await fc.assert(property, runs)
  return count
}

const shownLetters = 1_000

/** As a failure shows it: the beginning of the body as text, since all bytes of some are of no use to anybody. */
function printable({ body, seal, transport }: Knock): Knock {
  const text = new TextDecoder().decode(body.bytes.subarray(0, shownLetters))
  const shown = { body: { kind: body.kind, length: body.bytes.length, text }, seal, transport }
  return { body, seal, transport, ...{ [fc.toStringMethod]: () => JSON.stringify(shown, null, 2) } }
}
