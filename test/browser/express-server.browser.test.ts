import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { createExampleShop, freePort } from '../example-shop.ts'
import { type ExampleWorld, openExample, pgliteFolder } from '../example-world.ts'
import { openBrowser, openPage, type WatchedPage } from './watched-page.ts'

describe('the shop on Express in a browser', () => {
  let world: ExampleWorld
  let browser: Browser

  beforeAll(async () => {
    world = await openExample(await pgliteFolder())
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await world?.close()
  })

  /** Buys and pays a print, as the customer of the tests. */
  async function buy({ page }: WatchedPage, address: { readonly postalCode?: string } = {}): Promise<string> {
    await page.goto('/')
    await page.getByRole('button', { name: /Buy.*on canvas/ }).click()
    if (address.postalCode) await page.getByLabel(/Postal code|ZIP/i).fill(address.postalCode)
    await page.getByRole('button', { name: /^Pay \d/ }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    const title = await page.getByRole('heading', { name: /^Order / }).textContent()
    return (title ?? '').replace('Order ', '')
  }

  /** Somebody who runs the shop, at the list of orders. */
  async function openDashboard({ shop, adminToken } = world): Promise<WatchedPage> {
    const watched = await openPage(browser, shop.url)
    await watched.page.goto('/admin')
    await watched.page.getByLabel('Token').fill(adminToken())
    await watched.page.getByRole('button', { name: 'Sign in' }).click()
    await watched.page.getByText('Live', { exact: true }).waitFor()
    return watched
  }

  const status = (page: Page, text: string) => page.getByText(text, { exact: true }).first().waitFor()
  const printsOf = (orderNumber: string) => world.printsOf(orderNumber)

  test('given a customer who buys and pays a print, they watch it ship and arrive without a new page', async () => {
    const customer = await openPage(browser, world.shop.url)
    const { page, look, faults } = customer
    await page.goto('/')
    await look('express-shop')
    await page.goto('/orders')
    await page.getByText('Nothing was bought in this browser yet.').waitFor()
    await look('express-orders-none')
    await page.goto('/sign-in')
    await look('express-sign-in')

    // When
    const orderNumber = await buy(customer)
    await status(page, 'At the print shop')
    await look('express-thanks')
    await page.evaluate(() => Object.assign(window, { isSamePage: true }))
    const [print] = printsOf(orderNumber)
    world.prodigi.runOrder(print?.id ?? '')

    // Then
    await page.getByText('Everything has been sent and is on its way to you.').waitFor()
    const number =
      (await page
        .getByText(/^Tracking number/)
        .locator('..')
        .textContent()) ?? ''
    await look('express-order-sent')
    const followed = () => world.easypost.ledger().trackers.find((tracker) => number.includes(tracker.tracking_code))
    await expect.poll(followed, { timeout: 20_000 }).toBeDefined()
    world.easypost.move(followed()?.tracking_code ?? '', 'delivered')
    await page.getByText('Your order has arrived.').waitFor()
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true)
    expect(faults()).toEqual([])
  })

  test('given an order that an admin cancels, its money goes back, which both see', async () => {
    const customer = await openPage(browser, world.shop.url)
    const orderNumber = await buy(customer)
    await status(customer.page, 'At the print shop')
    const { page, look, faults } = await openDashboard()
    await page.getByRole('button', { name: orderNumber }).waitFor()
    await look('express-admin-orders')

    // When
    await page.getByRole('button', { name: orderNumber }).click()
    const order = page.getByRole('article', { name: `Order ${orderNumber}` })
    await order.getByRole('button', { name: 'Cancel…' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('textbox', { name: 'Reason' }).fill('Ordered twice.')
    await look('express-admin-cancel')
    await dialog.getByRole('button', { name: 'Cancel the order' }).click()

    // Then
    await order.getByText('The order was closed: Cancelled.').waitFor()
    await order.getByText('Refunded', { exact: true }).first().waitFor()
    await look('express-admin-order')
    await customer.page.getByText('This order was cancelled. Nothing will be sent.').waitFor()
    await customer.page.getByText(/in all went back to you/).waitFor()
    await customer.look('express-order-cancelled')
    await page.getByRole('button', { name: 'Figures' }).click()
    await page.locator('.quoin-admin-charts svg').first().waitFor()
    await look('express-admin-figures')
    await page.getByRole('button', { name: 'Health' }).click()
    await page.getByRole('heading', { name: 'Health' }).waitFor()
    await page.locator('.quoin-admin-checks').waitFor()
    expect(await page.locator('.quoin-admin-checks dt').allTextContents()).not.toContainEqual(
      expect.stringMatching(/^[a-z]/),
    )
    await look('express-admin-health')
    expect([...faults(), ...customer.faults()]).toEqual([])
  })

  test('given an order that the printer refused, an admin finds it by what is wrong, mends it, and it is printed once', async () => {
    const customer = await openPage(browser, world.shop.url)
    const orderNumber = await buy(customer, { postalCode: 'Hollywood' })
    await customer.page.getByText(/Something needs a person to look at it/).waitFor()
    await customer.look('express-order-attention')
    const { page, look, faults } = await openDashboard()

    // When
    await page.getByRole('button', { name: 'Needs attention' }).click()
    await page.getByRole('button', { name: orderNumber }).click()
    const order = page.getByRole('article', { name: `Order ${orderNumber}` })
    await order.getByText('The printer refused it').first().waitFor()
    await look('express-admin-attention')
    await order.getByRole('button', { name: 'Edit the address…' }).click()
    await page.getByRole('dialog').getByRole('textbox', { name: 'Postal code' }).fill('90210')
    await look('express-admin-address')
    await page.getByRole('dialog').getByRole('button', { name: 'Save the address' }).click()
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await order.getByRole('button', { name: 'Retry' }).click()

    // Then
    await order.getByText('Settled: The printer refused it.').waitFor()
    await status(customer.page, 'At the print shop')
    expect(printsOf(orderNumber)).toHaveLength(1)
    expect([...faults(), ...customer.faults()]).toEqual([])
  })

  test('given a print that came broken, its customer says so once, and sees what an admin decided', async () => {
    const customer = await openPage(browser, world.shop.url)
    const orderNumber = await buy(customer)
    await status(customer.page, 'At the print shop')
    world.prodigi.runOrder(printsOf(orderNumber)[0]?.id ?? '')
    await customer.page.getByRole('button', { name: 'Tell us what is wrong' }).click()
    await customer.page.getByLabel('Tell us more (optional)').fill('The corner is bent.')
    await customer.page.getByLabel('Links to photos (optional)').fill('https://photos.example/1.jpg')
    await customer.look('express-claim')
    await customer.page.getByRole('button', { name: 'Send', exact: true }).dblclick()
    const claims = customer.page.getByRole('region', { name: 'Is something wrong?' })
    await claims.getByText('We are looking into it').waitFor()
    expect(await claims.getByRole('listitem').count()).toBe(1)
    await customer.look('express-claimed')

    // When
    const { page, look, faults } = await openDashboard()
    await page.getByLabel('Attention').selectOption({ label: 'A customer claims something' })
    await page.getByRole('button', { name: orderNumber }).click()
    const order = page.getByRole('article', { name: `Order ${orderNumber}` })
    await order.getByText('The corner is bent.').waitFor()
    await look('express-admin-claim')
    await order.getByRole('button', { name: 'Decide' }).click()
    await page.getByRole('radio', { name: 'Give the money back' }).check()
    await page.getByLabel('What the customer is told (optional)').fill('We are sorry.')
    await look('express-admin-decide')
    await page.getByRole('dialog').getByRole('button', { name: 'Decide' }).click()

    // Then
    await claims.getByText('You get money back').waitFor()
    await customer.page.getByText(/in all went back to you/).waitFor()
    expect([...faults(), ...customer.faults()]).toEqual([])
  })

  test('given an order whose job was given up, an admin sees why, redrives it, and it ships, printed once', async () => {
    const { variables, remove } = await pgliteFolder()
    const stuck = await openExample({ variables: { ...variables, RETRY_GIVE_UP_AFTER_MS: '500' }, remove })
    try {
      stuck.prodigi.faults.next({ endpoint: 'createOrder', fault: 'status-500', times: 1_000 })
      const customer = await openPage(browser, stuck.shop.url)
      const orderNumber = await buy(customer)
      await customer.page.getByText(/Something needs a person to look at it/).waitFor()
      const { page, look, faults } = await openDashboard(stuck)

      // When
      await page.getByRole('button', { name: 'Stuck' }).click()
      await page.getByRole('button', { name: orderNumber }).click()
      const order = page.getByRole('article', { name: `Order ${orderNumber}` })
      const jobs = order.getByRole('region', { name: 'Jobs' })
      await jobs.getByText('Given up', { exact: true }).waitFor()
      expect(await jobs.getByRole('listitem').allTextContents()).toContainEqual(
        expect.stringMatching(/^Send to the printerGiven up\d+ attempts?.*500/),
      )
      await look('express-admin-dead-job')
      stuck.prodigi.faults.clear()
      await order.getByRole('button', { name: 'Retry' }).click()

      // Then
      await order.getByText('Settled: Given up after many tries.').waitFor()
      await jobs.getByText('Given up', { exact: true }).waitFor({ state: 'detached' })
      await status(customer.page, 'At the print shop')
      const prints = stuck.printsOf(orderNumber)
      expect(prints).toHaveLength(1)
      stuck.prodigi.runOrder(prints[0]?.id ?? '')
      await customer.page.getByText('Everything has been sent and is on its way to you.').waitFor()
      expect([...faults(), ...customer.faults()]).toEqual([])
    } finally {
      await stuck.close()
    }
  })

  test('given no keys at all, whoever sits at the machine is the customer or the owner, by a click', async () => {
    const demo = createExampleShop(await freePort(), {})
    await demo.start()
    const { page, look, faults } = await openPage(browser, demo.url)
    const signInAs = async (who: string) => {
      await page.goto('/sign-in')
      await page.getByRole('button', { name: who }).click()
    }
    await page.goto('/admin')
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    await look('express-sign-in-demo')

    // When they are the customer, Then what they buy is in their account, and only that
    await signInAs('As a customer')
    await page.getByText('You have not ordered anything yet.').waitFor()
    await page.goto('/')
    await page.getByRole('button', { name: /Buy.*framed in black/ }).click()
    await page.getByRole('button', { name: /^Pay \d/ }).click()
    await page.getByRole('heading', { name: 'Thank you' }).waitFor()
    await page.getByRole('link', { name: 'Your orders' }).click()
    await page.getByRole('heading', { name: /^Order / }).waitFor()
    await look('express-account')
    await page.goto('/admin')
    await page.getByRole('heading', { name: 'Signed in' }).waitFor()
    await look('express-signed-in')
    await page.getByRole('button', { name: 'Sign out' }).click()

    // When they are the owner, Then they see all of it
    await signInAs('As the owner')
    await page.getByRole('button', { name: /^[A-Z0-9]{5}-[A-Z0-9]{5}$/ }).waitFor()
    expect(faults()).toEqual([])
    await page.context().close()
    expect(await demo.stop()).toBe(0)
  })
})
