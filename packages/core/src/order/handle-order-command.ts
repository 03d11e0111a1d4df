import type { JobDraft, JobSettlement } from '../jobs/job.ts'
import { QuoinError } from '../quoin-error.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Ids } from '../runtime/ids.ts'
import type { CommitResult, Storage } from '../storage/storage.ts'
import { decideOrder } from './decide-order.ts'
import { effectJob } from './effect-job.ts'
import { foldEvents } from './fold-events.ts'
import type { Order } from './order.ts'
import type { OrderCommand } from './order-commands.ts'
import type { OrderEffect } from './order-effects.ts'
import type { OrderEvent, RecordedOrderEvent } from './order-events.ts'
import type { OrderRejection } from './order-rejection.ts'
import { type Audience, reactToEvents } from './react-to-events.ts'

/** What came of a command. */
export type Handled =
  | { readonly outcome: 'committed'; readonly order: Order; readonly events: readonly RecordedOrderEvent[] }
  | { readonly outcome: 'rejected'; readonly order: Order | null; readonly rejection: OrderRejection }
  /** The job that sent the command belongs to another worker by now. */
  | { readonly outcome: 'claim_lost' }

export interface CommandOptions {
  readonly actor: string
  /** Ends the job that sent the command, in the same commit, or proves that it still belongs to this worker. */
  readonly settle?: JobSettlement
  /**
   * The order as the sender has read it, which spares another reading: a commit proves that it is still so. What would change
   * nothing, or is refused, is decided again on the order as it is now.
   */
  readonly order?: Order
}

/** The only way to change an order: load, decide, evolve, one commit; again when somebody else was faster. */
export type HandleOrderCommand = (orderId: string, command: OrderCommand, options: CommandOptions) => Promise<Handled>

export interface OrderCommandHandlerOptions {
  readonly storage: Storage
  readonly clock: Clock
  readonly ids: Ids
  readonly audience: Audience
  /** Effects that nobody here carries out: no jobs are made of them. @default none */
  readonly without?: readonly OrderEffect['kind'][]
  /** Called after each commit that changed the order. */
  readonly onCommitted: (order: Order, events: readonly RecordedOrderEvent[]) => void
}

const maxConflicts = 20

export function createOrderCommandHandler(options: OrderCommandHandlerOptions): HandleOrderCommand {
  const { storage, clock, ids, audience, without = [], onCommitted } = options

  return async (orderId, command, { actor, settle, order: earlier }) => {
    for (let conflicts = 0; conflicts < maxConflicts; conflicts += 1) {
      const known = conflicts === 0 ? earlier : undefined
      const order = known ?? (await storage.findOrder({ id: orderId }))
      const now = clock.now()
      const decision = decideOrder(order, command, { now, newId: ids.uuid })
      if (known && !(decision.accepted && decision.events.length > 0)) continue
      if (!decision.accepted) return { outcome: 'rejected', order, rejection: decision.rejection }
      const recorded = record(orderId, order, decision.events, { actor, now, newId: ids.uuid })
      const next = recorded.length > 0 ? foldEvents(order, decision.events, now) : order
      if (!next) throw new TypeError('A command on no order made none.')
      const result = await commitStep(order, next, recorded, effectJobs(next.id, decision.effects), settle)
      if (result === 'claim_lost') return { outcome: 'claim_lost' }
      if (result === 'committed') {
        if (recorded.length > 0) onCommitted(next, recorded)
        return { outcome: 'committed', order: next, events: recorded }
      }
      if (command.type === 'create_order') break
    }
    throw new QuoinError('order_conflict', 'The order is being changed by others; try again.', { retry: 'retryable' })
  }

  function effectJobs(orderId: string, effects: readonly OrderEffect[]): JobDraft[] {
    return effects.filter(({ kind }) => !without.includes(kind)).map((effect) => effectJob(orderId, effect, ids.uuid))
  }

  async function commitStep(
    order: Order | null,
    next: Order,
    events: readonly RecordedOrderEvent[],
    jobs: readonly JobDraft[],
    settle: JobSettlement | undefined,
  ): Promise<CommitResult> {
    const reactions = reactToEvents(order, next, events, audience, ids.uuid)
    const allJobs = [...jobs, ...reactions.jobs]
    if (events.length === 0 && allJobs.length === 0 && !settle) return 'committed'
    return storage.commit({
      ...(events.length > 0 && { order: { next, expectedVersion: order?.version ?? 0 } }),
      events,
      jobs: allJobs,
      notifications: reactions.notifications,
      ...(settle && { settle }),
    })
  }
}

function record(
  orderId: string,
  order: Order | null,
  events: readonly OrderEvent[],
  { actor, now, newId }: { actor: string; now: Date; newId: () => string },
): RecordedOrderEvent[] {
  const version = (order?.version ?? 0) + 1
  return events.map((event, position) => ({ id: newId(), orderId, version, position, at: now, actor, event }))
}
