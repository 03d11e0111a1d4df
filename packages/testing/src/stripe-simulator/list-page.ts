import { z } from 'zod'
import { expandParam, integerParam } from './api-params.ts'
import { noSuch } from './stripe-api-error.ts'

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

type Cursors = Pick<z.infer<typeof listSchema>, 'limit' | 'starting_after' | 'ending_before'>

/** One page, newest first: items are given in the order they were made. */
export function listPage<Item extends { id: string; created: number }>(
  items: Iterable<Item>,
  params: z.infer<typeof listSchema>,
  url: string,
): Page<Item> {
  const newestFirst = [...items].reverse().filter((item) => isWithin(item.created, params.created))
  return pageOf(newestFirst, params, url)
}

/** One page of items in their order. @throws {@link StripeApiError} for a cursor that is not among them. */
export function pageOf<Item extends { id: string }>(items: readonly Item[], params: Cursors, url: string): Page<Item> {
  const { limit = 10, starting_after: after, ending_before: before } = params
  const indexOf = (id: string, param: string) => {
    const index = items.findIndex((item) => item.id === id)
    if (index < 0) throw noSuch('object', id, param, 400)
    return index
  }
  if (before !== undefined) {
    const end = indexOf(before, 'ending_before')
    const start = Math.max(end - limit, 0)
    return { object: 'list', data: items.slice(start, end), has_more: start > 0, url }
  }
  const start = after === undefined ? 0 : indexOf(after, 'starting_after') + 1
  return { object: 'list', data: items.slice(start, start + limit), has_more: items.length > start + limit, url }
}

function isWithin(created: number, wanted: z.infer<typeof listSchema>['created']): boolean {
  if (wanted === undefined) return true
  if (typeof wanted === 'number') return created === wanted
  const { gt = -Infinity, gte = -Infinity, lt = Infinity, lte = Infinity } = wanted
  return created > gt && created >= gte && created < lt && created <= lte
}
