import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { codeOfDocument, documents, readText, root } from './code-blocks.ts'

const manifest: { packageManager: string; scripts: Record<string, string> } = JSON.parse(readText('package.json'))

describe.each(documents)('%s', (file) => {
  test('links to what is there', () => {
    const broken = linksOf(file).filter(({ path, anchor }) => {
      const target = path === '' ? file : join(dirname(file), path)
      if (!existsSync(join(root, target))) return true
      return anchor !== '' && !anchorsOf(target).includes(anchor)
    })
    expect(broken).toEqual([])
  })

  test('names commands that there are', () => {
    const commands = codeOfDocument(file)
      .filter(({ language }) => ['sh', 'bash'].includes(language))
      .flatMap(({ code }) => code.split('\n'))
      .filter((line) => /\bpnpm\b/.test(line))
    expect(commands.filter((command) => !isCommand(command))).toEqual([])
  })
})

test('what is generated in docs is up to date', async () => {
  const script = [join(root, 'scripts/generate-docs.mjs'), '--check']
  const code = await new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=@quoin/source', ...script], (error, _out, text) => {
      resolve(error ? text : 'up to date')
    })
  })
  expect(code).toBe('up to date')
}, 120_000)

test('the README gives the two commands on its first screen', () => {
  const screen = readText('README.md').split('\n').slice(0, 24)
  expect(screen).toEqual(expect.arrayContaining(['npx -y pnpm@12.21.0 demo', 'npx -y pnpm@12.21.0 test']))
})

/** Links within the repository. */
function linksOf(file: string): { path: string; anchor: string }[] {
  const prose = readText(file).replace(/^```[\s\S]*?^```/gm, '')
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, link = '']) => link)
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => ({ path: link.replace(/#.*$/, ''), anchor: /#(.*)$/.exec(link)?.[1] ?? '' }))
}

/** Headings as GitHub names them. */
function anchorsOf(file: string): string[] {
  return [...readText(file).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  )
}

/** `pnpm …` or `npx -y pnpm@x.y.z …`, of a script at the root or of a package that a filter names. */
function isCommand(line: string): boolean {
  const match = /^(?:npx -y (pnpm@\S+)|pnpm)(?: --filter (\S+))? (\S+)/.exec(line.trim())
  if (!match) return false
  const [, version, filter, name = ''] = match
  if (version !== undefined && version !== manifest.packageManager) return false
  const { scripts }: typeof manifest =
    filter === undefined ? manifest : JSON.parse(readText(join(filter, 'package.json')))
  return Object.hasOwn(scripts, name) || ['install', 'add', 'changeset'].includes(name)
}
