import { execFile } from 'node:child_process'
import { mkdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { root } from './code-blocks.ts'

const run = promisify(execFile)

/**
 * Puts packages of this repository into an app's `node_modules` as npm would: built, with their published exports. Nothing has to
 * be built before, and nothing in their own folders is touched.
 *
 * @param libraries what else the app uses, by the folder of this repository that has it installed.
 * @param options.types whether the app's types are checked.
 */
export async function installBuilt(
  app: string,
  packages: readonly string[],
  libraries: Readonly<Record<string, readonly string[]>>,
  { types = true }: { readonly types?: boolean } = {},
): Promise<void> {
  const modules = join(app, 'node_modules')
  await rm(modules, { recursive: true, force: true })
  await Promise.all(packages.map((name) => build(name, join(modules, '@quoin', name), types)))
  for (const [owner, names] of Object.entries(libraries)) {
    for (const name of names) await link(join(root, owner), modules, name)
  }
}

async function build(name: string, target: string, types: boolean): Promise<void> {
  const source = join(root, 'packages', name)
  const { publishConfig, ...manifest } = JSON.parse(await readFile(join(source, 'package.json'), 'utf8'))
  const out = join(target, 'dist')
  await mkdir(out, { recursive: true })
  await writeFile(join(target, 'package.json'), JSON.stringify({ ...manifest, ...publishConfig }))
  const libraries = Object.keys(manifest.dependencies).filter((library) => !library.startsWith('@quoin/'))
  for (const library of libraries) await link(source, join(target, 'node_modules'), library)
  await run(join(root, 'node_modules/.bin/tsup'), ['--silent', '--out-dir', out], { cwd: source })
  if (types)
    await run(join(root, 'node_modules/.bin/tsc'), ['-p', 'tsconfig.build.json', '--outDir', out], { cwd: source })
}

async function link(from: string, modules: string, name: string): Promise<void> {
  const path = join(modules, name)
  await mkdir(dirname(path), { recursive: true })
  await symlink(await realpath(join(from, 'node_modules', name)), path, 'junction')
}
