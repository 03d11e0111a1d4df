import { createProdigiSimulator, createStripeSimulator, freePort } from '@quoin/testing'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildStore, type OpenStore, startStore } from './next-store.ts'
import { openBrowser, openPage, type WatchedPage } from './watched-page.ts'

const stripeAccount = { secretKey: 'sk_test_store', webhookSecret: 'whsec_store' }
const adminPassword = 'a password of the owner'

describe('the store on Next.js in a browser', () => {
  const stripe = createStripeSimulator(stripeAccount)
  const prodigi = createProdigiSimulator({ apiKey: 'store' })
  let browser: Browser
  let store: OpenStore
  let demo: OpenStore

  beforeAll(async () => {
    const [apiBase, baseUrl] = await Promise.all([stripe.listen(), prodigi.listen(), buildStore()])
    const ports = [await freePort(), await freePort()] as const
    stripe.configureWebhooks({ webhookUrl: `http://127.0.0.1:${ports[0]}/api/webhooks/stripe` })
    ;[browser, store, demo] = await Promise.all([
      openBrowser(),
      startStore(ports[0], {
        STRIPE_SECRET_KEY: stripeAccount.secretKey,
        STRIPE_WEBHOOK_SECRET: stripeAccount.webhookSecret,
        STRIPE_API_BASE: apiBase,
        PRODIGI_API_KEY: 'store',
        PRODIGI_ENVIRONMENT: 'sandbox',
        PRODIGI_BASE_URL: baseUrl,
        AUTH_SECRET: 'thirty-two characters of chance, or more',
        ADMIN_PASSWORD: adminPassword,
      }),
      startStore(ports[1], {}),
    ])
  }, 600_000)
  afterAll(async () => {
    await Promise.all([browser?.close(), store?.stop(), demo?.stop(), stripe.close(), prodigi.close()])
  })

  async function addToCart({ page }: WatchedPage): Promise<void> {
    await page.goto('/')
    await page.getByRole('link', { name: /Night Swim/ }).click()
    await page.getByRole('radio', { name: /Natural oak/ }).check({ force: true })
    await page.getByText(/^Sharp/).waitFor()
    await page.getByRole('button', { name: 'Add to cart' }).click()
    await page.getByRole('link', { name: 'To the cart' }).click()
    await page.getByRole('heading', { name: 'Cart', exact: true }).waitFor()
  }

  /** Pays what is in the cart, and is back in the store. @returns the number of the order. */
  async function pay({ page }: WatchedPage): Promise<string> {
    await page.getByRole('button', { name: 'Check out' }).click()
    await page.getByRole('button', { name: /^Pay \d/ }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    const title = await page.getByRole('heading', { name: /^Order / }).textContent()
    return (title ?? '').replace('Order ', '')
  }

  async function openDashboard(): Promise<WatchedPage> {
    const watched = await openPage(browser, store.url)
    await watched.page.goto('/sign-in')
    await watched.page.getByLabel('As the shop’s owner').fill(adminPassword)
    await watched.page.getByRole('button', { name: 'Sign in' }).click()
    await watched.page.getByText('Live', { exact: true }).waitFor()
    return watched
  }

  const printsOf = (orderNumber: string) =>
    prodigi.ledger().orders.filter(({ merchantReference }) => merchantReference === orderNumber)

  test('given a customer who buys a framed print, they see it paid without any webhook, and watch it ship', async () => {
    const customer = await openPage(browser, store.url)
    const { page, look, faults } = customer
    await page.goto('/')
    await look('store-gallery')
    await page.goto('/cart')
    await look('store-cart-empty')
    await page.goto('/orders')
    await look('store-orders-none')
    expect(faults()).toEqual([])
    await page.goto('/prints/nothing')
    await page.getByRole('heading', { name: 'Nothing hangs here' }).waitFor()
    await look('store-nothing')
    faults() // that it is not there
    await page.goto('/prints/first-light')
    await page.getByRole('radio', { name: /28 × 40/ }).check({ force: true })
    await page.locator('.quality[data-quality="too coarse"]').waitFor()
    await look('store-print-too-coarse')

    // When
    await page.goto('/prints/night-swim')
    await page.locator('.quality[data-quality="sharp"]').waitFor()
    await page.getByRole('radio', { name: /Natural oak/ }).check({ force: true })
    await look('store-print')
    await addToCart(customer)
    await look('store-cart')
    await page.getByRole('button', { name: 'Check out' }).click()
    await page.getByRole('button', { name: /^Pay \d/ }).waitFor()
    await look('store-payment')
    await page.goBack()
    stripe.configureWebhooks({ delivery: false })
    const orderNumber = await pay(customer)

    // Then
    await expect.poll(() => printsOf(orderNumber).length, { timeout: 20_000 }).toBe(1)
    await page.getByText('At the print shop').waitFor()
    await look('store-thank-you')
    stripe.configureWebhooks({ delivery: true })
    await stripe.deliverPending({ all: true })
    prodigi.runOrder(printsOf(orderNumber)[0]?.id ?? '')
    await page.getByText('Everything has been sent and is on its way to you.').waitFor()
    expect(await page.getByRole('link', { name: 'Cart' }).textContent()).toBe('Cart')

    // When they open its link in another browser
    await page.goto('/orders')
    await page.getByRole('link', { name: orderNumber }).waitFor()
    await look('store-orders')
    const link = await page.getByRole('link', { name: orderNumber }).getAttribute('href')
    const guest = await openPage(browser, store.url)
    await guest.page.goto(link ?? '')

    // Then
    await guest.page.getByText('Everything has been sent and is on its way to you.').waitFor()
    await guest.look('store-guest-order')
    expect(printsOf(orderNumber)).toHaveLength(1)
    expect([...faults(), ...guest.faults()]).toEqual([])
  })

  test('given an order that the owner cancels, its money goes back, which both see', async () => {
    const customer = await openPage(browser, store.url)
    await addToCart(customer)
    const orderNumber = await pay(customer)
    await customer.page.getByText('At the print shop').waitFor()
    const { page, look, faults } = await openDashboard()

    // When
    await page.getByRole('button', { name: orderNumber }).click()
    const order = page.getByRole('article', { name: `Order ${orderNumber}` })
    await order.getByRole('button', { name: 'Cancel…' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Reason' }).fill('Ordered twice.')
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel the order' }).click()

    // Then
    await order.getByText('The order was closed: Cancelled.').waitFor()
    await order.getByText('Refunded', { exact: true }).first().waitFor()
    await look('store-admin-order')
    await customer.page.getByText(/in all went back to you/).waitFor()
    await customer.look('store-order-cancelled')
    expect(stripe.ledger().refunds).toHaveLength(1)
    expect([...faults(), ...customer.faults()]).toEqual([])
  })

  test('given an order for which Prodigi waits for money, the owner finds it by that, pays, and it goes on', async () => {
    prodigi.planNext({ paymentIssue: true })
    const customer = await openPage(browser, store.url)
    await addToCart(customer)
    const orderNumber = await pay(customer)
    const { page, look, faults } = await openDashboard()

    // When
    await page.getByLabel('Attention').selectOption({ label: 'The printer waits for money' })
    await page.getByRole('button', { name: orderNumber }).click()
    const order = page.getByRole('article', { name: `Order ${orderNumber}` })
    await look('store-admin-attention')
    const [print] = printsOf(orderNumber)
    prodigi.resolveIssues(print?.id ?? '')
    await order.getByRole('button', { name: 'Retry' }).click()

    // Then
    await order.getByText('Settled: The printer waits for money.').waitFor()
    prodigi.runOrder(print?.id ?? '')
    await customer.page.getByText('Everything has been sent and is on its way to you.').waitFor()
    expect(printsOf(orderNumber)).toHaveLength(1)
    expect([...faults(), ...customer.faults()]).toEqual([])
  })

  test('given no keys at all, somebody signs in as a customer, buys, and cancels what they bought', async () => {
    const customer = await openPage(browser, demo.url)
    const { page, look, faults } = customer
    await page.goto('/sign-in')
    await look('store-sign-in')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('You have not ordered anything yet.').waitFor()
    await addToCart(customer)
    await pay(customer)

    // When
    await page.goto('/orders')
    await page.getByRole('button', { name: 'Cancel this order' }).waitFor()
    await look('store-account')
    await page.getByRole('button', { name: 'Change the address' }).click()
    await look('store-address')
    await page.getByRole('button', { name: 'Keep it as it is' }).click()
    await page.getByRole('button', { name: 'Cancel this order' }).click()
    await look('store-cancel')
    await page.getByRole('button', { name: 'Yes, cancel it' }).click()

    // Then
    await page.getByText('This order was cancelled. Nothing will be sent.').waitFor()
    await page.goto('/sign-in')
    await look('store-signed-in')
    expect(faults()).toEqual([])
  })
})
