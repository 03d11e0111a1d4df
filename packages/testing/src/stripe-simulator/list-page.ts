import { z } from 'zod'
import { expandParam, integerParam } from './api-params.ts'

const range = z.strictObject({
  gt: integerParam.optional(),
  gte: integerParam.optional(),
  lt: integerParam.optional(),
  lte: integerParam.optional(),
})

/** What every list of Stripe understands. */
export const listParams = {
  limit: integerParam.refine((limit) => limit >= 1 && limit <= 100, 'parameter_invalid_integer').optional(),
  starting_after: z.string().optional(),
  ending_before: z.string().optional(),
  created: z.union([integerParam, range]).optional(),
  expand: expandParam,
}
const listSchema = z.object(listParams)

interface Page<Item> {
  readonly object: 'list'
  readonly data: readonly Item[]
  readonly has_more: boolean
  readonly url: string
}

/** One page, newest first: items are given in the order they were made. */
export function listPage<Item extends { id: string; created: number }>(
  items: Iterable<Item>,
  params: z.infer<typeof listSchema>,
  url: string,
): Page<Item> {
  const newestFirst = [...items].reverse().filter((item) => isWithin(item.created, params.created))
  const limit = params.limit ?? 10
  const indexOf = (id: string) => newestFirst.findIndex((item) => item.id === id)
  if (params.ending_before !== undefined) {
    const end = Math.max(indexOf(params.ending_before), 0)
    const start = Math.max(end - limit, 0)
    return { object: 'list', data: newestFirst.slice(start, end), has_more: start > 0, url }
  }
  const start = params.starting_after === undefined ? 0 : indexOf(params.starting_after) + 1
  return {
    object: 'list',
    data: newestFirst.slice(start, start + limit),
    has_more: newestFirst.length > start + limit,
    url,
  }
}

function isWithin(created: number, wanted: z.infer<typeof listSchema>['created']): boolean {
  if (wanted === undefined) return true
  if (typeof wanted === 'number') return created === wanted
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = wanted
  return created > gt && created >= gte && created < lt && created <= lte
}
