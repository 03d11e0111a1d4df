import { fileURLToPath } from 'node:url'
import { formatDecimal, type Product } from '@quoin/core'
import express, { type ErrorRequestHandler, type Router } from 'express'
import { bundledPages } from './bundle-pages.ts'
import { artFolder } from './catalogue.ts'
import { css, escapeHtml, icon, page } from './page.ts'
import type { Sessions } from './sessions.ts'
import { signIn } from './sign-in.ts'

interface StorefrontOptions {
  readonly products: readonly Product[]
  readonly sessions: Sessions
  /** No order is real. */
  readonly isSimulated: boolean
}

/** The pages: what is for sale, how one's orders are, and what the shop's people see. They use the API as any client. */
export function storefront({ products, sessions, isSimulated }: StorefrontOptions): Router {
  const home = page({
    title: 'One morning, three ways',
    content: `<p class="lead">Each print is made when you order it. Follow <a href="/orders">your orders</a> as they happen, or look at
them from the other side, in the <a href="/admin">dashboard</a> of the shop’s people.</p>
<noscript><p class="lead">Buying needs JavaScript.</p></noscript>
<p id="message" role="alert"></p>
<ul class="products">${products.map(card).join('')}</ul>`,
    head: '<script type="module" src="/shop.js"></script>',
  })
  const router = express.Router()
  router.use((_request, response, next) => {
    response.set({
      'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    next()
  })
  router.get('/', (_request, response) => void response.send(home))
  router.get('/thanks', (_request, response) => void response.send(ordersPage('Thank you', 'data-one')))
  router.get('/orders', async (request, response) => {
    const isSignedIn = (await sessions.userOf(request.headers)) !== null
    response.send(isSignedIn ? accountPage : ordersPage('Your orders', ''))
  })
  // The API asks for the role again: this only spares others an empty page.
  router.get('/admin', async (request, response) => {
    const user = await sessions.userOf(request.headers)
    if (user?.role === 'admin') response.send(adminPage)
    else response.redirect(303, '/sign-in')
  })
  router.use(signIn(sessions, isSimulated))
  router.get('/shop.css', (_request, response) => void response.type('css').send(css))
  router.get('/shop.js', (_request, response) => void response.type('js').send(script))
  router.get('/icon.svg', (_request, response) => void response.type('svg').send(icon))
  router.use('/pages', bundledPages())
  router.use('/art', express.static(fileURLToPath(artFolder), { index: false, maxAge: '1h' }))
  router.use((_request, response) => void response.status(404).send(nothing('There is no such page')))
  router.use(refuse)
  return router
}

/** Express's own answer would show where the code lies on this machine. */
const refuse: ErrorRequestHandler = (_error, _request, response, next) => {
  if (response.headersSent) next()
  else response.status(400).send(nothing('That did not work'))
}

const nothing = (title: string) => page({ title, content: '<p><a href="/">To the shop</a></p>' })

const ownPage = (name: string) => `<link rel="stylesheet" href="/pages/${name}-looks.css">
<script type="module" src="/pages/${name}.js"></script>`

const needsScript = '<noscript><p>This page needs JavaScript.</p></noscript>'

const ordersPage = (title: string, about: string) =>
  page({ title, content: `<div id="orders" ${about}></div>${needsScript}`, head: ownPage('orders'), layout: 'narrow' })

/** All orders of whoever is signed in: the part has a heading of its own. */
const accountPage = page({
  title: 'Your orders',
  content: `<div id="orders" data-signed-in></div>${needsScript}`,
  head: ownPage('orders'),
  layout: 'account',
})

const adminPage = page({
  title: 'Dashboard',
  content: `<div id="admin"></div>${needsScript}`,
  head: ownPage('admin'),
  layout: 'dashboard',
})

function card({ id, name, price }: Product): string {
  return `
<li>
<figure class="${escapeHtml(id)}"><img src="/art/sunrise.jpg" alt="A pale sun behind purple hills" width="160" height="240"></figure>
<h2>${escapeHtml(name)}</h2>
<p class="price">$${formatDecimal(price)}</p>
<button class="buy" type="button" data-buy="${escapeHtml(id)}">Buy<span class="hidden"> ${escapeHtml(name)}</span></button>
</li>`
}

const script = `
const message = document.querySelector('#message')
for (const button of document.querySelectorAll('[data-buy]')) {
  addEventListener('pageshow', () => { button.disabled = false })
  button.addEventListener('click', async () => {
    button.disabled = true
    message.textContent = ''
    const response = await fetch('/api/checkout', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ items: [{ productId: button.dataset.buy, quantity: 1 }] }),
    }).catch(() => null)
    button.disabled = false
    if (!response?.ok) return void (message.textContent = 'The checkout could not be started. Please try again.')
    const { url, orderId, guestToken } = await response.json()
    sessionStorage.setItem('order', JSON.stringify({ orderId, guestToken }))
    location.assign(url)
  })
}
`
