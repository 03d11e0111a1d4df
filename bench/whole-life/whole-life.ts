import type { Bench } from '../harness/bench.ts'
import { atRate, figures as rateFigures } from './at-rate.ts'
import { drained, drainedFigures, heldBack, heldBackFigures } from './backlog.ts'
import { figures as lifeFigures, shipped } from './shipped.ts'

const [, p99] = rateFigures

/** What an order takes of the machine, from its checkout until it is on its way. They compare nothing. */
export const wholeLifeBenches: readonly Bench[] = [
  {
    name: 'whole-life/shipped',
    title:
      'Orders are sold, paid, submitted and shipped, 32 at a time in each step, with Stripe and Prodigi in another process.',
    figures: lifeFigures,
    contenders: [shipped],
    goals: [],
  },
  ...[50, 100].map(
    (perSecond): Bench => ({
      name: `whole-life/${perSecond}`,
      title: `${perSecond} orders are paid every second, however long it takes to print them: from when Stripe begins to tell it until it is recorded as submitted.`,
      figures: rateFigures,
      contenders: [atRate(perSecond)],
      goals: [{ figure: p99, of: 'Quoin', atMost: 1_000 }],
      rounds: 3,
    }),
  ),
  {
    name: 'backlog/drained',
    title:
      'Prints that are due all at once, as after an outage, are sent within a quota that is less than the shop could do.',
    figures: drainedFigures,
    contenders: [drained],
    goals: [],
    rounds: 1,
  },
  {
    name: 'backlog/held-back',
    title: 'As many wait for the quota that Prodigi itself has, of one call a second, for a minute.',
    figures: heldBackFigures,
    contenders: [heldBack],
    goals: [],
    rounds: 1,
  },
]
