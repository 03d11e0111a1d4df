import express, { type Request, type Router } from 'express'
import { escapeHtml, page } from './page.ts'
import type { Sessions, User } from './sessions.ts'

/**
 * Signs browsers in. While money and prints are simulated, whoever sits at this machine may be the customer or the owner; anybody else,
 * and with real keys everybody, has to show a token. Put your own login in its place.
 *
 * @param isSimulated no order is real.
 */
export function signIn(sessions: Sessions, isSimulated: boolean): Router {
  const mayChoose = ({ socket }: Request) => isSimulated && isThisMachine(socket.remoteAddress)
  const router = express.Router()
  router.get('/sign-in', async (request, response) => {
    const user = await sessions.userOf(request.headers)
    const content = user ? signedIn(user) : mayChoose(request) ? roles : tokenForm('wrong' in request.query)
    response.send(page({ title: user ? 'Signed in' : 'Sign in', content }))
  })
  router.post('/sign-in', express.urlencoded({ extended: false }), async (request, response) => {
    const { role, token } = request.body ?? {}
    if (mayChoose(request) && (role === 'admin' || role === 'customer')) {
      const signed = await sessions.sign(role === 'admin' ? 'owner' : 'ada@example.com', role)
      response.set('set-cookie', sessions.cookie(signed)).redirect(303, role === 'admin' ? '/admin' : '/orders')
      return
    }
    const user = typeof token === 'string' ? await sessions.verify(token.trim()) : null
    if (user === null) response.redirect(303, '/sign-in?wrong')
    else {
      response.set('set-cookie', sessions.cookie(String(token).trim()))
      response.redirect(303, user.role === 'admin' ? '/admin' : '/orders')
    }
  })
  router.post('/sign-out', (_request, response) => {
    response.set('set-cookie', sessions.cookie()).redirect(303, '/')
  })
  return router
}

/** Behind a proxy everybody seems to sit here: simulators are for one machine, and the shop listens on that only. */
function isThisMachine(address: string | undefined): boolean {
  return address !== undefined && /^(127\.|::1$|::ffff:127\.)/.test(address)
}

const roles = `
<p class="lead">Money and prints are simulated, so no password is asked for.</p>
<form method="post" class="roles">
<button name="role" value="customer">As a customer<small>Ada, who buys prints and follows them</small></button>
<button name="role" value="admin">As the owner<small>Sees all orders, and acts on them</small></button>
</form>`

const tokenForm = (isWrong: boolean) => `
<p>With a token that is signed with <code>AUTH_SECRET</code>: the README says how.</p>
${isWrong ? '<p class="wrong" role="alert">That token is not valid, or not any more.</p>' : ''}
<form method="post" class="token">
<label for="token">Token</label>
<input id="token" name="token" type="password" autocomplete="off" required>
<button>Sign in</button>
</form>`

const signedIn = ({ userId, role }: User) => `
<p>As ${escapeHtml(userId)}. ${role === 'admin' ? '<a href="/admin">To the dashboard</a>' : '<a href="/orders">To your orders</a>. The dashboard is for the owner.'}</p>
<form method="post" action="/sign-out"><button>Sign out</button></form>`
