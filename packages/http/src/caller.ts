import { z } from '@hono/zod-openapi'
import type { Actor } from '@quoin/core'
import { isBearer } from './is-bearer.ts'
import { HttpProblem } from './problem.ts'

const Caller = z.object({ userId: z.string().min(1), role: z.enum(['customer', 'admin']) }).nullable()

/** Somebody the host knows. */
export interface Caller {
  readonly userId: string
  readonly role: 'customer' | 'admin'
}

/** Says who sends a request; null for nobody the host knows. The host's own sessions, tokens or cookies decide. */
export type Authenticate = (request: Request) => Caller | null | Promise<Caller | null>

/**
 * Who may call an endpoint. Every endpoint declares it.
 *
 * - `public`: anybody; nobody is asked who they are.
 * - `signed`: anybody whose request proves itself, by a signature or a token.
 * - `guest`: anybody; who is signed in is known. What a guest may see, the endpoint decides.
 * - `link`: whoever is signed in, or brings the token of a guest link; whether it opens the order, the endpoint checks.
 * - `customer`: whoever is signed in.
 * - `scraper`: admins, and whoever brings the metrics token.
 * - `admin`: admins.
 */
export type Access = 'public' | 'signed' | 'guest' | 'link' | 'customer' | 'scraper' | 'admin'

/** Who knows whom to let in. */
export interface Doorkeeper {
  readonly authenticate: Authenticate
  readonly metricsToken?: string
}

/**
 * Lets a request in, or throws. A host's answer of another shape is a fault of the host and lets nobody in: an empty
 * user id would otherwise read as "no filter".
 */
export async function admit(
  access: Access,
  request: Request,
  { authenticate, metricsToken }: Doorkeeper,
): Promise<Caller | null> {
  if (access === 'public' || access === 'signed') return null
  if (access === 'scraper' && metricsToken !== undefined && (await isBearer(request, metricsToken))) return null
  const caller = Caller.parse((await authenticate(request)) ?? null)
  if (!caller && access !== 'guest' && !(access === 'link' && hasToken(request))) throw unauthenticated()
  if ((access === 'admin' || access === 'scraper') && caller?.role !== 'admin') throw new HttpProblem('forbidden')
  return caller
}

function hasToken(request: Request): boolean {
  return new URL(request.url).searchParams.has('token')
}

export function unauthenticated(detail?: string): HttpProblem {
  return new HttpProblem('unauthenticated', {
    headers: { 'www-authenticate': 'Bearer' },
    ...(detail === undefined ? {} : { detail }),
  })
}

/** For endpoints whose access lets nobody else in. */
export function signedIn(caller: Caller | null): Caller {
  if (!caller) throw unauthenticated()
  return caller
}

/** How the history names the caller. */
export function actorOf(caller: Caller | null): Actor {
  return caller ? `${caller.role}:${caller.userId}` : 'guest'
}
