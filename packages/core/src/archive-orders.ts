import type { Engine } from './engine.ts'
import { isAtRest } from './order/is-at-rest.ts'
import type { Order } from './order/order.ts'
import { QuoinError } from './quoin-error.ts'
import type { Position } from './storage/position.ts'
import { shortestRestMs } from './storage/retention.ts'

/** What came of archiving orders. */
export interface Archiving {
  /** How many orders were put into the archive. */
  readonly archived: number
  /** Whether there may be more: ask again. */
  readonly more: boolean
}

/** Seconds of work. */
const mostAtOnce = 500
const page = 100

/**
 * Archives orders at rest, those first that have rested longest. Each is a commit of its own that looks again, so whatever happens to
 * one meanwhile keeps it out, or takes it out.
 *
 * @throws {@link QuoinError} `invalid_query` when the time is too short.
 */
export async function archiveOrders(
  { storage, clock, handle }: Pick<Engine, 'storage' | 'clock' | 'handle'>,
  afterMs: number,
  { actor, signal }: { readonly actor: string; readonly signal?: AbortSignal },
): Promise<Archiving> {
  if (!Number.isSafeInteger(afterMs) || afterMs < shortestRestMs) {
    const message = 'A whole number of milliseconds, at least 3 days.'
    throw new QuoinError('invalid_query', message, { issues: [{ path: 'afterMs', code: 'invalid', message }] })
  }
  const latest = clock.now().getTime() - afterMs
  let archived = 0
  let after: Position | undefined
  for (;;) {
    const query = { archived: false, attention: false, sort: 'updatedAt', limit: page } as const
    const found = await storage.listOrders({ ...query, ...(after && { after }) })
    for (const order of found) {
      if (order.updatedAt.getTime() > latest) return { archived, more: false }
      if (archived === mostAtOnce || signal?.aborted) return { archived, more: true }
      after = { at: order.updatedAt, id: order.id }
      if (isAtRest(order) && !(await hasWork(order)) && (await isArchived(order))) archived += 1
    }
    if (found.length < page) return { archived, more: false }
  }

  /** Such as a parcel that is looked after. */
  async function hasWork({ id }: Order): Promise<boolean> {
    const jobs = await storage.listJobs(id)
    return jobs.some(({ state }) => state !== 'dead')
  }

  async function isArchived({ id }: Order): Promise<boolean> {
    const handled = await handle(id, { type: 'archive_order', afterMs }, { actor })
    return handled.outcome === 'committed' && handled.events.length > 0
  }
}
