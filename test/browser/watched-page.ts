import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import axe from 'axe-core'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect, inject, onTestFailed } from 'vitest'
import { root } from '../code-blocks.ts'

/** Ignored by git; CI keeps it. */
const pictures = join(root, 'test-results/screenshots')
const themes = ['light', 'dark'] as const
const widths = [
  { width: 360, height: 780 },
  { width: 1440, height: 900 },
] as const

export function openBrowser(): Promise<Browser> {
  const { path, env } = inject('chromium')
  return chromium.launch({ executablePath: path, env: { ...process.env, ...env } })
}

/** A page of the browser, and what went wrong on it. */
export interface WatchedPage {
  readonly page: Page
  /** Looks at the page as it is in both themes and widths: takes its picture, and fails when it scrolls sideways or breaks a rule of accessibility. */
  look(name: string): Promise<void>
  /** Errors in the console, and requests that failed, until now; they are forgotten. */
  faults(): string[]
}

/** A page of somebody of their own: nobody shares cookies with them. Where its test fails, it says what was to be seen. */
export async function openPage(browser: Browser, baseURL: string): Promise<WatchedPage> {
  const context = await browser.newContext({ baseURL, viewport: widths[1], reducedMotion: 'reduce', locale: 'en-US' })
  context.setDefaultTimeout(60_000)
  const faults: string[] = []
  watch(context, faults)
  const page = await context.newPage()
  onTestFailed(async () => {
    process.stderr.write(`${page.url()} showed:\n${await page.locator('body').ariaSnapshot()}\n`)
  })
  return {
    page,
    look: (name) => lookAt(page, name),
    faults: () => faults.splice(0),
  }
}

function watch(context: BrowserContext, faults: string[]): void {
  context.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`${message.type()}: ${message.text()}`)
  })
  context.on('weberror', (error) => faults.push(`uncaught: ${error.error().message}`))
  context.on('response', (response) => {
    if (response.status() >= 400) faults.push(`${response.status()} ${response.request().method()} ${response.url()}`)
  })
  context.on('requestfailed', (request) => {
    // Whoever leaves a page leaves what it was still asking for.
    const why = request.failure()?.errorText ?? ''
    if (why !== 'net::ERR_ABORTED') faults.push(`${why} ${request.method()} ${request.url()}`)
  })
}

async function lookAt(page: Page, name: string): Promise<void> {
  const before = page.viewportSize() ?? widths[1]
  const faults: string[] = []
  for (const size of widths) {
    await page.setViewportSize(size)
    for (const theme of themes) {
      await page.emulateMedia({ colorScheme: theme })
      const view = `${name}-${size.width}-${theme}`
      const [needs, has] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth] as const)
      if (needs > has) faults.push(`${view}: ${needs} pixels wide, on a page of ${has}`)
      faults.push(...(await faultsOfAccess(page)).map((fault) => `${view}: ${fault}`))
      mkdirSync(pictures, { recursive: true })
      // What lies over a page covers what is seen of it only.
      const isCovered = (await page.locator('dialog[open]').count()) > 0
      await page.screenshot({ path: join(pictures, `${view}.png`), fullPage: !isCovered })
    }
  }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize(before)
  expect(faults).toEqual([])
}

/** What the rules of accessibility find wrong, colours among it. */
async function faultsOfAccess(page: Page): Promise<string[]> {
  // By the protocol and not as a script of the page, whose policy may forbid that.
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    const { violations } = await (globalThis as typeof globalThis & { axe: typeof import('axe-core') }).axe.run(
      document,
    )
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.replace(/\s+/g, ' ')}`),
    )
  })
}
