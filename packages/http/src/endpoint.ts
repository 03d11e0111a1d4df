import { type RouteConfig, z } from '@hono/zod-openapi'
import type { Actor, Quoin, Timer } from '@quoin/core'
import { type Access, actorOf, type Caller } from './caller.ts'
import type { GuestLinks } from './guest-links.ts'
import type { RequestMetrics } from './metrics.ts'
import type { OpenApiDocument } from './openapi.ts'
import { parseInput } from './parse-input.ts'
import { parseJson } from './request-body.ts'
import { taggedJson } from './tagged-json.ts'
import { Problem } from './views/problem-view.ts'

/** A request that was let in, before its input is read. */
export interface Exchange {
  readonly quoin: Quoin
  /** Null when the host set no secret for guest links. */
  readonly guestLinks: GuestLinks | null
  /** Null for guests, and where nobody was asked. */
  readonly caller: Caller | null
  readonly request: Request
  readonly params: Readonly<Record<string, string>>
  /** The body as it came. */
  readonly bytes: Uint8Array
  readonly timer: Timer
  readonly requestMetrics: RequestMetrics
  /** The version to show. */
  readonly version: string
  document(): OpenApiDocument
}

/** A request with its input read. */
export type Call<Params, Query, Body> = Omit<Exchange, 'params'> & {
  readonly actor: Actor
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** The caller's name for what it asks for, where the endpoint takes one. */
  readonly idempotencyKey: string | undefined
}

/** One endpoint: the row that routing, admission, documentation and answers are made from. */
export interface Endpoint {
  readonly access: Access
  readonly method: Method
  /** As how many requests one counts against a client's limit; 0 for those that are not counted. */
  readonly cost: number
  /** Below the base path, such as `/orders/{id}/status`. */
  readonly path: string
  readonly route: RouteConfig
  answer(exchange: Exchange): Promise<Response>
}

type Method = 'get' | 'post' | 'patch' | 'delete'

/** What an endpoint is written as. */
interface EndpointDefinition<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
> {
  readonly access: Access
  readonly method: Method
  readonly path: string
  /** As how many requests it counts, when it is dearer than others. @default 1; none where nobody is asked who they are */
  readonly cost?: number
  readonly tag: string
  readonly summary: string
  readonly description?: string
  readonly params: Params
  readonly query: Query
  /** Of the JSON body; `undefined` is what an absent body reads as. */
  readonly body: Body
  /** Takes the body as it came: `bytes` has it, and it is not read as JSON. */
  readonly raw?: boolean
  /** @default 200 */
  readonly status?: 200 | 201
  readonly answer: Answer
  /** @default 'application/json' */
  readonly mediaType?: string
  /** The other media type that it can be asked for. */
  readonly orMediaType?: string
  /** Takes an `Idempotency-Key`; says what for. */
  readonly idempotent?: string
  /** Returns the answer's value; or a response, where the answer is no JSON. */
  handle(
    call: Call<z.output<Params>, z.output<Query>, z.output<Body>>,
  ): z.input<Answer> | Response | Promise<z.input<Answer> | Response>
}

/** For endpoints that take no such input. Something sent all the same is an error, not silence. */
export const nothing = z.strictObject({})
export const noBody = z.strictObject({}).optional()

/** Makes the row from its definition. */
export function endpoint<
  Params extends z.ZodObject,
  Query extends z.ZodObject,
  Body extends z.ZodType,
  Answer extends z.ZodType,
>(definition: EndpointDefinition<Params, Query, Body, Answer>): Endpoint {
  const { access, method, path, status = 200 } = definition
  return {
    access,
    method,
    path,
    cost: isCounted(access) ? (definition.cost ?? 1) : 0,
    route: describe(definition),
    async answer(exchange) {
      const { request, bytes, caller } = exchange
      const answer = await definition.handle({
        ...exchange,
        actor: actorOf(caller),
        params: parseInput(definition.params, exchange.params, 'path'),
        query: parseInput(definition.query, queryOf(request), 'query'),
        body: parseInput(definition.body, definition.raw ? undefined : parseJson(request, bytes), 'body'),
        idempotencyKey: definition.idempotent === undefined ? undefined : keyOf(request),
      })
      if (answer instanceof Response) return answer
      return method === 'get' ? taggedJson(answer, request) : Response.json(answer, { status })
    },
  }
}

/** Webhooks come again when they are turned away, and probes are cheap. */
function isCounted(access: Access): boolean {
  return access !== 'signed' && access !== 'public' && access !== 'scraper'
}

/** One value for a key is a string, several are a list, so that a repeated key can't pass for a single one. */
function queryOf({ url }: Request): Record<string, string | string[]> {
  if (!url.includes('?')) return {}
  const { searchParams } = new URL(url)
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map((key) => {
      const [first = '', ...more] = searchParams.getAll(key)
      return [key, more.length === 0 ? first : [first, ...more]]
    }),
  )
}

const keyHeader = 'Idempotency-Key'
const IdempotencyKey = z.string().regex(/^[\x21-\x7e]{1,255}$/, 'At most 255 printable characters, without blanks.')

function keyOf(request: Request): string | undefined {
  const key = request.headers.get(keyHeader)
  return key === null ? undefined : parseInput(IdempotencyKey, key, keyHeader)
}

const security: Readonly<Record<Access, RouteConfig['security']>> = {
  public: [],
  signed: [],
  guest: [{}, { host: [] }],
  link: [{}, { host: [] }],
  customer: [{ host: [] }],
  scraper: [{ host: [] }],
  admin: [{ host: [] }],
}

function describe(definition: EndpointDefinition<z.ZodObject, z.ZodObject, z.ZodType, z.ZodType>): RouteConfig {
  const { access, method, path, tag, summary, description, params, query, body, answer } = definition
  const has = (schema: z.ZodObject) => Object.keys(schema.shape).length > 0
  const mediaType = definition.raw ? 'application/octet-stream' : 'application/json'
  const { idempotent, orMediaType } = definition
  return {
    method,
    path,
    tags: [tag],
    summary,
    ...(description === undefined ? {} : { description }),
    security: security[access] ?? [],
    'x-access': access,
    request: {
      ...(has(params) ? { params } : {}),
      ...(has(query) ? { query } : {}),
      ...(idempotent === undefined
        ? {}
        : { headers: z.object({ [keyHeader]: IdempotencyKey.optional().openapi({ description: idempotent }) }) }),
      ...(body === noBody || method === 'get'
        ? {}
        : {
            body: {
              required: definition.raw === true || !body.safeParse(undefined).success,
              content: { [mediaType]: { schema: body } },
            },
          }),
    },
    responses: {
      [definition.status ?? 200]: {
        description: 'Done.',
        content: {
          [definition.mediaType ?? 'application/json']: { schema: answer },
          ...(orMediaType === undefined ? {} : { [orMediaType]: { schema: z.string() } }),
        },
      },
      '4XX': { description: 'The request is refused.', content: { 'application/problem+json': { schema: Problem } } },
      '5XX': {
        description: 'Something behind it fails.',
        content: { 'application/problem+json': { schema: Problem } },
      },
    },
  }
}
