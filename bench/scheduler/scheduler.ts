import type { Bench } from '../harness/bench.ts'
import { claim } from './claim.ts'
import { enqueue } from './enqueue.ts'
import { heldSnapshot } from './held-snapshot.ts'
import { idle } from './idle.ts'
import { mixed } from './mixed.ts'
import { noOp, tenSlots } from './no-op.ts'

export const schedulerBenches: readonly Bench[] = [noOp, tenSlots, enqueue, idle, mixed, claim, heldSnapshot]
