// The declarations of the packages, read by the compilers that apps may have.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The oldest TypeScript that reads all declarations, and the newest of each kind of compiler. */
const versions = ['5.7.3', '6.0.3', '7.0.2']

/** What has to be installed, by the names that are used here. */
export const compilers = Object.fromEntries(
  versions.map((version) => [`typescript-${version}`, `npm:typescript@${version}`]),
)

export function compileDeclarations(project, tools, entries) {
  writeFileSync(
    join(project, 'all.mts'),
    entries.map((entry, index) => `export * as e${index} from '${entry}'`).join('\n'),
  )
  for (const version of versions) compileWith(version, project, tools)
}

/** As apps do that check declarations, too; what other libraries have wrong in theirs is not ours. */
function compileWith(version, project, tools) {
  const compiler = join(tools, `node_modules/typescript-${version}/bin/tsc`)
  for (const [module, moduleResolution] of Object.entries({ nodenext: 'nodenext', esnext: 'bundler' })) {
    const lib = ['es2023', 'dom', 'dom.iterable', 'esnext.disposable']
    const compilerOptions = {
      noEmit: true,
      strict: true,
      target: 'es2023',
      lib,
      module,
      moduleResolution,
      types: ['node'],
    }
    writeFileSync(join(project, 'declarations.json'), JSON.stringify({ compilerOptions, files: ['all.mts'] }))
    const { stdout, status } = spawnSync(process.execPath, [compiler, '-p', 'declarations.json'], {
      cwd: project,
      encoding: 'utf8',
    })
    const faults = stdout.split('\n').filter((line) => /^(all\.mts|node_modules\/(\.pnpm\/)?@quoin)/.test(line))
    if (faults.length > 0) throw new Error(`TypeScript ${version}, ${moduleResolution}:\n${faults.join('\n')}`)
    if (status !== 0 && !/error TS/.test(stdout)) throw new Error(`TypeScript ${version} did not run: ${stdout}`)
  }
  console.log(`TypeScript ${version}: all declarations compile`)
}
