import { createHash, timingSafeEqual } from 'node:crypto'
import type { Metadata } from 'next'
import { redirect } from 'next/navigation'
import { parseEnvironment } from '@/shop/environment.ts'
import { currentUser, endSession, startSession } from '@/shop/session.ts'

export const metadata: Metadata = { title: 'Sign in' }

/** A login to try the shop with: with simulated money anybody is who they say. Put your own in its place. */
export default async function SignInPage({ searchParams }: { searchParams: Promise<{ wrong?: string }> }) {
  const user = await currentUser()
  const isDemo = parseEnvironment(process.env).accounts === null
  if (user) {
    return (
      <section className="narrow">
        <h1>Signed in</h1>
        <p className="about">
          As {user.userId}
          {user.role === 'admin' && ', who runs the shop'}.
        </p>
        <form action={signOut}>
          <button type="submit">Sign out</button>
        </form>
      </section>
    )
  }
  return (
    <section className="narrow">
      <h1>Sign in</h1>
      {isDemo && <p className="about">No password is asked for while payments are simulated.</p>}
      {(await searchParams).wrong !== undefined && <p role="alert">That is not right.</p>}
      {isDemo && (
        <form className="sign-in" action={signInAsCustomer}>
          <label htmlFor="email">As a customer</label>
          <input id="email" name="email" type="email" autoComplete="email" defaultValue="ada@example.com" required />
          <button type="submit">Sign in</button>
        </form>
      )}
      <form className="sign-in" action={signInAsAdmin}>
        <label htmlFor="password">As the shop’s owner</label>
        {!isDemo && <input id="password" name="password" type="password" autoComplete="current-password" required />}
        <button type="submit">{isDemo ? 'Run the shop' : 'Sign in'}</button>
      </form>
    </section>
  )
}

async function signInAsCustomer(form: FormData): Promise<void> {
  'use server'
  const email = form.get('email')
  const isDemo = parseEnvironment(process.env).accounts === null
  if (!isDemo || typeof email !== 'string' || !email.includes('@')) redirect('/sign-in?wrong')
  await startSession({ userId: email.trim().toLowerCase(), role: 'customer' })
  redirect('/orders')
}

async function signInAsAdmin(form: FormData): Promise<void> {
  'use server'
  const { accounts, adminPassword } = parseEnvironment(process.env)
  if (accounts && !(adminPassword && isSame(form.get('password'), adminPassword))) redirect('/sign-in?wrong')
  await startSession({ userId: 'owner', role: 'admin' })
  redirect('/admin')
}

async function signOut(): Promise<void> {
  'use server'
  await endSession()
  redirect('/')
}

function isSame(given: FormDataEntryValue | null, wanted: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return typeof given === 'string' && timingSafeEqual(digest(given), digest(wanted))
}
