import { existsSync, mkdirSync } from 'node:fs'
import { arch, platform, tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import type { TestProject } from 'vitest/node'
import manifest from './package.json' with { type: 'json' }

declare module 'vitest' {
  export interface ProvidedContext {
    chromium: ChromiumPlace
  }
}

/** Where Chromium is, and what it needs in its environment. */
export interface ChromiumPlace {
  readonly path: string
  readonly env: Readonly<Record<string, string>>
}

/** One Chromium for the whole run: that of `CHROMIUM_PATH`, one that is installed, or the one of the npm package. */
export default async function setup(project: TestProject): Promise<void> {
  project.provide('chromium', await findChromium())
}

async function findChromium(): Promise<ChromiumPlace> {
  const given = process.env['CHROMIUM_PATH']
  if (given && !existsSync(given)) throw new Error(`CHROMIUM_PATH is ${given}, where nothing is.`)
  const installed = given || findInstalled()
  if (installed) return { path: installed, env: {} }
  if (platform() === 'linux' && arch() === 'x64') return unpackChromium()
  throw new Error(
    `The browser tests need Chrome or Chromium, and none was found for ${platform()} ${arch()}. Install one, or set CHROMIUM_PATH to its executable.`,
  )
}

function findInstalled(): string | undefined {
  const names = ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser']
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  const programs = [process.env['PROGRAMFILES'], process.env['PROGRAMFILES(X86)'], process.env['LOCALAPPDATA']]
  const places = [
    ...folders.flatMap((folder) => names.map((name) => join(folder, name))),
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
    ...programs.flatMap((folder) => (folder ? [join(folder, 'Google/Chrome/Application/chrome.exe')] : [])),
  ]
  return places.find((place) => existsSync(place))
}

/** The package unpacks into the folder for temporary files, and takes what is there without a look at its version. */
async function unpackChromium(): Promise<ChromiumPlace> {
  const folder = join(tmpdir(), `quoin-chromium-${manifest.optionalDependencies['@sparticuz/chromium']}`)
  mkdirSync(folder, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = folder
  try {
    const { default: chromium } = await import('@sparticuz/chromium')
    const path = await chromium.executablePath()
    // A machine without any font would draw nothing.
    return { path, env: existsSync('/usr/share/fonts') ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') } }
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
}
