import { z } from 'zod'
import { expandParam, readParams } from './api-params.ts'
import { expand } from './expand.ts'
import { listPage, listParams } from './list-page.ts'
import type { StripeAccount } from './stripe-account.ts'
import { noSuch } from './stripe-api-error.ts'
import type { Endpoint, StripeCall, StripeRoute } from './stripe-route.ts'

export const onlyExpand = z.strictObject({ expand: expandParam })

/** `GET` of one object by its id. */
export function getRoute(
  account: StripeAccount,
  endpoint: Endpoint,
  path: string,
  kind: string,
  find: (id: string) => object | undefined,
): StripeRoute {
  return {
    endpoint,
    method: 'GET',
    path: `${path}/:id`,
    handle(call) {
      const { expand: paths } = readParams(onlyExpand, call.encoded)
      const id = call.param('id')
      const object = find(id)
      if (object === undefined) throw noSuch(kind, id)
      return expand(account, object, paths)
    },
  }
}

/** `GET` of a list, newest first. Of `filters`, what is asked for has to be equal to the object's field of that name. */
export function listRoute<Item extends { id: string; created: number }>(
  account: StripeAccount,
  endpoint: Endpoint,
  path: string,
  items: () => Iterable<Item>,
  filters: Readonly<Record<string, z.ZodType>> = {},
): StripeRoute {
  const schema = z.strictObject({ ...filters, ...listParams })
  return {
    endpoint,
    method: 'GET',
    path,
    handle(call) {
      const params = readParams(schema, call.encoded)
      const found = [...items()].filter((item) => matches(item, params, Object.keys(filters)))
      return expand(account, listPage(found, params, `/v1${path}`), params.expand)
    },
  }
}

function matches(item: object, params: object, names: readonly string[]): boolean {
  return names.every((name) => {
    const wanted: unknown = Reflect.get(params, name)
    return wanted === undefined || Reflect.get(item, name) === wanted
  })
}

/** `POST` that reads its parameters, does something, and shows the outcome. */
export function postRoute<Params extends { readonly expand?: readonly string[] | undefined }>(
  account: StripeAccount,
  endpoint: Endpoint,
  path: string,
  schema: z.ZodType<Params>,
  act: (params: Params, call: StripeCall) => object,
): StripeRoute {
  return {
    endpoint,
    method: 'POST',
    path,
    handle(call) {
      const params = readParams(schema, call.encoded)
      return expand(account, act(params, call), params.expand)
    },
  }
}
