import { screen, within } from '@testing-library/react'
import { beforeEach, expect, it } from 'vitest'
import { faultsOfPage } from '../axe.test.data.ts'
import { english } from '../language/english.ts'
import { german } from '../language/german.ts'
import { openShop } from '../shop.test.data.tsx'
import { AdminOrderDashboard } from './admin-order-dashboard.tsx'
import { adminEnglish } from './language/admin-english.ts'
import { adminGerman } from './language/german/admin-german.ts'

beforeEach(() => window.history.replaceState(null, '', '/admin'))

const textsOf = (table: object): string[] => Object.values(table).filter((text) => typeof text === 'string')
const germanTexts = new Set([...textsOf(german), ...textsOf(adminGerman)])
const englishTexts = new Set([...textsOf(english), ...textsOf(adminEnglish)].filter((text) => !germanTexts.has(text)))

/** What of the page is English, of what anybody reads or hears. */
function englishOnPage(): string[] {
  const elements = [...document.querySelectorAll('*')]
  const heard = elements.flatMap((element) =>
    ['aria-label', 'placeholder', 'title'].map((name) => element.getAttribute(name) ?? ''),
  )
  const read = elements.flatMap(({ childNodes }) => [...childNodes].map(({ nodeValue }) => nodeValue?.trim() ?? ''))
  return [...heard, ...read].filter((text) => englishTexts.has(text))
}

it('given German words and a German locale, then list, order, figures and health are German', async () => {
  const shop = await openShop()
  const { orderNumber } = await shop.buyAs('ada')
  await shop.settle()
  shop.clock.advance(60_000) // figures are of what was before now
  const { user } = shop.show(<AdminOrderDashboard messages={adminGerman} />, 'root', {
    locale: 'de-DE',
    messages: german,
  })
  await user.click(await screen.findByRole('button', { name: orderNumber }))
  const order = within(await screen.findByRole('article', { name: `Bestellung ${orderNumber}` }))
  await order.findByRole('heading', { name: 'Was geschehen ist' })
  await order.findByRole('button', { name: 'Stornieren …' })
  expect(order.getAllByText('107,00 $')).not.toEqual([])
  order.getByRole('heading', { name: '1. März 2026' })
  expect(englishOnPage()).toEqual([])
  expect(await faultsOfPage()).toEqual([])

  for (const { id } of shop.prodigi.orders()) shop.prodigi.runOrder(id)
  await shop.settle()
  shop.clock.advance(1000)
  await shop.settle()
  await order.findByText(/^Versand .+ · Artikel /)
  expect(englishOnPage()).toEqual([])

  await user.click(await order.findByRole('button', { name: 'Erstatten …' }))
  screen.getByRole('dialog', { name: `Bestellung ${orderNumber} erstatten` })
  expect(englishOnPage()).toEqual([])
  await user.click(screen.getByRole('button', { name: 'So lassen' }))

  await user.click(screen.getByRole('button', { name: 'Zahlen' }))
  await screen.findByRole('heading', { name: 'Wie lange es dauert' })
  expect(englishOnPage()).toEqual([])

  await user.click(screen.getByRole('button', { name: 'Zustand' }))
  await screen.findByRole('heading', { name: 'Datenbank' })
  expect(englishOnPage()).toEqual([])
})
