import { fileURLToPath } from 'node:url'
import { formatDecimal, type Product } from '@quoin/core'
import express, { type ErrorRequestHandler, type Router } from 'express'
import { artFolder } from './catalogue.ts'

/** The pages: products with a buy button, and the thanks page that follows an order. They use the API as any client. */
export function storefront(products: readonly Product[]): Router {
  const home = page('Sunrise prints', `<ul class="products">${products.map(card).join('')}</ul>`)
  const router = express.Router()
  router.use((_request, response, next) => {
    response.set({
      'content-security-policy': "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    next()
  })
  router.get('/', (_request, response) => void response.send(home))
  router.get('/thanks', (_request, response) => void response.send(thanks))
  router.get('/shop.css', (_request, response) => void response.type('css').send(css))
  router.get('/shop.js', (_request, response) => void response.type('js').send(script))
  router.use('/art', express.static(fileURLToPath(artFolder), { index: false, maxAge: '1h' }))
  router.use(
    (_request, response) => void response.status(404).send(page('Not found', '<p><a href="/">To the shop</a></p>')),
  )
  router.use(refuse)
  return router
}

/** Express's own answer would show where the code lies on this machine. */
const refuse: ErrorRequestHandler = (_error, _request, response, next) => {
  if (response.headersSent) next()
  else response.status(400).send(page('That did not work', '<p><a href="/">To the shop</a></p>'))
}

const escapeHtml = (text: string) => text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

function page(title: string, content: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<link rel="stylesheet" href="/shop.css">
<script type="module" src="/shop.js"></script>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
<p id="message" role="status"></p>
${content}
</main>
<footer>An example shop built with Quoin. <a href="/api/docs">Its API</a></footer>
</body>
</html>
`
}

function card({ id, name, price }: Product): string {
  return `
<li>
<figure class="${escapeHtml(id)}"><img src="/art/sunrise.jpg" alt="A pale sun behind purple hills" width="160" height="240"></figure>
<h2>${escapeHtml(name)}</h2>
<p class="price">$ ${formatDecimal(price)}</p>
<button type="button" data-buy="${escapeHtml(id)}">Buy<span class="hidden"> ${escapeHtml(name)}</span></button>
</li>`
}

const thanks = page(
  'Thank you',
  `<ol id="steps" aria-label="Your order"></ol>
<p id="parcels"></p>
<p><a href="/">Back to the shop</a></p>`,
)

const css = `
:root { color-scheme: light dark; --ink: light-dark(#2b2138, #f2ecf5); --soft: light-dark(#6d6079, #b5a8c0); --paper: light-dark(#fffaf4, #1c1524); --accent: #8a4260 }
* { box-sizing: border-box }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif }
main, footer { max-width: 60rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.75rem; margin: 2rem 0 0 } h2 { font-size: 1rem; margin: 1rem 0 0 }
a { color: inherit } footer, .price { color: var(--soft) }
#message { min-height: 1.5em; margin: .5rem 0 1rem }
.products { display: grid; grid-template-columns: repeat(auto-fit, minmax(14rem, 1fr)); gap: 2rem; padding: 0; list-style: none }
.products li { display: flex; flex-direction: column }
.price { margin: .25rem 0 1rem; flex: 1 }
figure { margin: 0; height: 20rem; display: grid; place-items: center; background: light-dark(#f3e8df, #2a2033); border-radius: 8px }
img { width: 10rem; height: 15rem; object-fit: cover; box-shadow: 0 6px 18px #0005 }
.framed-print-16x20 img { width: 12rem; height: 14.5rem; padding: 1.25rem; background: #fff; border: .6rem solid #1b1b1d }
.canvas-10x10 img { width: 12rem; height: 12rem; border-radius: 2px; box-shadow: 5px 6px 0 #0003, 0 8px 20px #0005 }
button { font: inherit; font-weight: 600; padding: .7rem 1rem; color: #fff; background: var(--accent); border: 0; border-radius: 8px; cursor: pointer }
button:disabled { opacity: .6; cursor: wait } :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
#steps { padding: 0; list-style: none } #steps li { padding: .35rem 0 .35rem 1.75rem; position: relative; color: var(--soft) }
#steps li::before { content: '○'; position: absolute; left: .25rem } #steps li.done { color: var(--ink) } #steps li.done::before { content: '●'; color: var(--accent) }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
`

const script = `
const message = document.querySelector('#message')
const steps = document.querySelector('#steps')
const pause = (durationMs) => new Promise((resolve) => setTimeout(resolve, durationMs))
const call = async (path, init) => {
  const response = await fetch('/api' + path, init).catch(() => null)
  return response?.ok ? response.json() : null
}

for (const button of document.querySelectorAll('[data-buy]')) {
  addEventListener('pageshow', () => { button.disabled = false })
  button.addEventListener('click', async () => {
    button.disabled = true
    const body = JSON.stringify({ items: [{ productId: button.dataset.buy, quantity: 1 }] })
    const order = await call('/checkout', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
    button.disabled = false
    if (!order) return void (message.textContent = 'The checkout could not be started. Please try again.')
    sessionStorage.setItem('order', JSON.stringify(order))
    location.assign(order.url)
  })
}

const names = ['Paid', 'At the print shop', 'In production', 'On its way', 'Delivered']
const reached = { pending: 0, paid: 1, submitted: 2, in_production: 3, partially_shipped: 3, shipped: 4, delivered: 5 }
const ended = { delivered: ' has arrived.', cancelled: ' was cancelled.', expired: ' was never paid.' }

function show({ number, status, attention, fulfillments }) {
  message.textContent = 'Order ' + number + (ended[status] ?? (attention.length > 0 ? ': we are looking into it.' : ''))
  steps.replaceChildren(...names.map((name, index) => {
    const step = document.createElement('li')
    step.textContent = name
    step.className = index < reached[status] ? 'done' : ''
    if (index === reached[status] - 1) step.ariaCurrent = 'step'
    return step
  }))
  const parcels = fulfillments.flatMap(({ shipments }) => shipments).filter(({ trackingNumber }) => trackingNumber)
  document.querySelector('#parcels').textContent = parcels.map(({ carrier, trackingNumber }) => (carrier ?? 'Parcel') + ' ' + trackingNumber).join(', ')
}

async function follow() {
  const link = new URLSearchParams(location.hash.slice(1))
  const bought = JSON.parse(sessionStorage.getItem('order') ?? '{}')
  const { orderId, guestToken } = link.has('order') ? { orderId: link.get('order'), guestToken: link.get('token') } : bought
  if (!orderId || !guestToken) return void (message.textContent = 'Here you can follow an order, in the browser that bought it or by the link in its mails.')
  // Asked by POST, the shop reads the payment itself: the page is right even where no webhook arrives.
  for (let method = 'POST'; ; ) {
    const answer = await call('/orders/' + orderId + '/status?token=' + encodeURIComponent(guestToken), { method })
    if (answer) {
      show(answer.order)
      if (answer.order.status in ended) return
      method = answer.order.status === 'pending' ? 'POST' : 'GET'
    }
    await pause(2000)
  }
}
if (steps) follow()
`
