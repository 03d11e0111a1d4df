import { jwtVerify, SignJWT } from 'jose'
import { cookies } from 'next/headers'
import { z } from 'zod'
import { parseEnvironment } from './environment.ts'
import { secretFor } from './open-shop.ts'

// A login to try the shop with. Put your own in its place: everything else asks `currentUser` only.

const User = z.object({ userId: z.string().min(1), role: z.enum(['customer', 'admin']) })
export type User = z.infer<typeof User>

const name = 'store-session'
const lifeSeconds = 8 * 3600

/** Who is signed in; null for a guest. */
export async function currentUser(): Promise<User | null> {
  const cookie = (await cookies()).get(name)?.value
  if (cookie === undefined) return null
  const verified = await jwtVerify(cookie, key(), { algorithms: ['HS256'], requiredClaims: ['exp'] }).catch(() => null)
  return User.safeParse(verified?.payload).data ?? null
}

export async function startSession(user: User): Promise<void> {
  const cookie = await new SignJWT(user)
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(`${lifeSeconds}s`)
    .sign(key())
  const secure = parseEnvironment(process.env).publicUrl.startsWith('https:')
  ;(await cookies()).set(name, cookie, { httpOnly: true, sameSite: 'lax', secure, maxAge: lifeSeconds, path: '/' })
}

export async function endSession(): Promise<void> {
  ;(await cookies()).delete(name)
}

function key(): Uint8Array {
  return new TextEncoder().encode(secretFor('sessions'))
}
