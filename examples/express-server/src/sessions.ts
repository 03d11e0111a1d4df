import type { IncomingHttpHeaders } from 'node:http'
import { jwtVerify, SignJWT } from 'jose'
import { z } from 'zod'

export type Role = 'customer' | 'admin'
export interface User {
  readonly userId: string
  readonly role: Role
}

/** Who people are: JWTs, in `Authorization: Bearer` of programs, and in a cookie of browsers. */
export interface Sessions {
  /** Signs a token for an hour. */
  sign(userId: string, role: Role): Promise<string>
  /** Null when it is expired, or was signed in another way. */
  verify(token: string): Promise<User | null>
  /** Who sends a request; null when it is nobody. */
  userOf(headers: Pick<IncomingHttpHeaders, 'authorization' | 'cookie'>): Promise<User | null>
  /** The `Set-Cookie` that signs a browser in; out, without a token. */
  cookie(token?: string): string
}

const claims = z.object({ sub: z.string().min(1), role: z.enum(['customer', 'admin']) })
const algorithm = 'HS256'
const lifeSeconds = 3_600

export function createSessions(secret: string, publicUrl: string): Sessions {
  const key = new TextEncoder().encode(secret)
  const { protocol, port } = new URL(publicUrl)
  const isSecure = protocol === 'https:'
  // All ports of a machine share their cookies: two shops on it need two names.
  const name = isSecure ? '__Host-session' : `session-${port}`

  async function verify(token: string): Promise<User | null> {
    const verified = await jwtVerify(token, key, { algorithms: [algorithm], requiredClaims: ['exp'] }).catch(() => null)
    const { data } = claims.safeParse(verified?.payload)
    return data ? { userId: data.sub, role: data.role } : null
  }

  return {
    sign: (userId, role) =>
      new SignJWT({ role })
        .setProtectedHeader({ alg: algorithm })
        .setSubject(userId)
        .setExpirationTime(`${lifeSeconds}s`)
        .sign(key),
    verify,
    async userOf({ authorization = '', cookie = '' }) {
      const bearer = /^Bearer (\S+)$/i.exec(authorization)?.[1]
      const own = cookie.split(/;\s*/).find((part) => part.startsWith(`${name}=`))
      const token = bearer ?? own?.slice(name.length + 1)
      return token ? verify(token) : null
    },
    cookie(token) {
      const parts = [
        `${name}=${token ?? ''}`,
        `Max-Age=${token ? lifeSeconds : 0}`,
        'Path=/',
        'HttpOnly',
        'SameSite=Lax',
      ]
      return [...parts, ...(isSecure ? ['Secure'] : [])].join('; ')
    },
  }
}
