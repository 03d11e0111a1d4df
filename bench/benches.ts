import { clientBench } from './client/client.ts'
import { commitBenches } from './commit/commit.ts'
import type { Bench } from './harness/bench.ts'
import { schedulerBenches } from './scheduler/scheduler.ts'
import { pgliteStart } from './start/pglite-start.ts'
import { start } from './start/start.ts'
import { webhookBenches } from './webhook/webhook.ts'
import { wholeLifeBenches } from './whole-life/whole-life.ts'
import { wholePathBenches } from './whole-path/whole-path.ts'

/** All that `pnpm bench` measures, in its order. */
export const benches: readonly Bench[] = [
  ...commitBenches,
  ...schedulerBenches,
  ...webhookBenches,
  ...wholePathBenches,
  ...wholeLifeBenches,
  start,
  pgliteStart,
  clientBench,
]
