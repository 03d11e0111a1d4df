import { z } from '@hono/zod-openapi'
import { type PeriodSummary, type SummaryFigures, summaryGroupings } from '@quoin/core'

const minorUnits = (description: string) => z.int().openapi({ description: `${description} In minor units.` })
const count = (description: string) => z.int().openapi({ description })
const duration = (description: string) =>
  z
    .int()
    .nullable()
    .openapi({ description: `${description} In milliseconds.` })

const StageTimes = z
  .strictObject({
    orders: count('How many orders have come so far.'),
    p50Ms: duration('Half of them took at most this; null when none has come so far.'),
    p95Ms: duration('95 of 100 took at most this; null when none has come so far.'),
  })
  .openapi('StageTimes')

const CurrencyFigures = z
  .strictObject({
    currency: z.string(),
    orders: count('Paid in this currency.'),
    captured: minorUnits('What customers paid.'),
    refunded: minorUnits('What went back.'),
    revenue: minorUnits('Captured, less refunded.'),
    billed: count("Of how many of the orders the print provider's bill is known, and in this currency."),
    cost: minorUnits('What the provider charges for the billed orders.'),
    margin: minorUnits('Revenue less cost, of the billed orders.'),
  })
  .openapi('CurrencyFigures')

const figures = {
  orders: count('Paid in this time, whatever became of them.'),
  copies: count('Bought in them.'),
  withAttention: count('How many of the orders ever asked for a person.'),
  attentionShare: z
    .number()
    .nullable()
    .openapi({ description: 'The same as a share of all, from 0 to 1; null when there is no order.' }),
  money: z.array(CurrencyFigures).readonly(),
  stages: z.strictObject({
    submitted: StageTimes.openapi({ description: 'From the payment until the first print was with its provider.' }),
    shipped: StageTimes.openapi({ description: 'From there until the first parcel left.' }),
    delivered: StageTimes.openapi({ description: 'From there until the first parcel arrived.' }),
  }),
}

export const Analytics = z
  .strictObject({
    from: z.iso.datetime().openapi({ description: 'Paid at or after.' }),
    before: z.iso.datetime().openapi({ description: 'Paid before.' }),
    groupBy: z.enum(summaryGroupings),
    total: z.strictObject(figures),
    groups: z.array(
      z.strictObject({
        key: z.string().nullable().openapi({
          description: 'A day in UTC, a SKU, or a country; null for orders without an address.',
        }),
        ...figures,
      }),
    ),
    groupsTotal: count('How many groups there are; the answer holds 400 at most.'),
  })
  .openapi('Analytics')

export function viewSummary({ from, before, total, groups, ...rest }: PeriodSummary): z.input<typeof Analytics> {
  return {
    ...rest,
    from: from.toISOString(),
    before: before.toISOString(),
    total: withShare(total),
    groups: groups.map(withShare),
  }
}

function withShare<Figures extends SummaryFigures>(given: Figures) {
  return { ...given, attentionShare: given.orders === 0 ? null : given.withAttention / given.orders }
}
