import { z } from '@hono/zod-openapi'
import { summaryGroupings } from '@quoin/core'
import { endpoint, noBody, nothing } from '../endpoint.ts'
import { dateFrom, dateTo } from '../fields.ts'
import { Analytics, viewSummary } from '../views/summary-view.ts'

const longestMs = 366 * 86_400_000

const AnalyticsQuery = z
  .strictObject({ groupBy: z.enum(summaryGroupings).default('day'), dateFrom, dateTo })
  .refine(({ dateFrom, dateTo }) => !dateFrom || !dateTo || dateFrom < dateTo, {
    path: ['dateTo'],
    error: 'Must not be before dateFrom.',
  })
  .refine(({ dateFrom, dateTo }) => !dateFrom || !dateTo || dateTo.getTime() - dateFrom.getTime() <= longestMs, {
    path: ['dateTo'],
    error: 'Must be at most 366 days after dateFrom.',
  })

export const showAnalytics = endpoint({
  access: 'admin',
  method: 'get',
  path: '/admin/analytics',
  cost: 5,
  tag: 'Order management',
  summary: 'Show figures of the orders that were paid in a span of time',
  description:
    'The last 30 days, unless `dateFrom` or `dateTo` say otherwise; 366 days at most. By SKU an order belongs to each that it has, and its money is shared among them by the prices of its lines.',
  params: nothing,
  query: AnalyticsQuery,
  body: noBody,
  answer: Analytics,
  handle: async ({ quoin, query: { groupBy, dateFrom, dateTo } }) =>
    viewSummary(
      await quoin.orders.summarize({ groupBy, ...(dateFrom && { from: dateFrom }), ...(dateTo && { before: dateTo }) }),
    ),
})
