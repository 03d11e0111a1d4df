// An app that has installed the packages, run: every entry, a sale from a program in ESM and one in CommonJS, and Next.js.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { run } from './run.mjs'

const { engines, optionalDependencies } = JSON.parse(readFileSync('package.json', 'utf8'))
const oldest = engines.node.replace('>=', '')
const machine = `-${process.platform.replace('win32', 'win')}-${process.arch}`

/** What has to be installed, by the name that is used here: the oldest Node that is supported, for this machine. */
export const oldestNode = {
  'node-oldest': `npm:${Object.keys(optionalDependencies).find((name) => name.endsWith(machine))}@${oldest}`,
}

/** On this Node and on the oldest one. */
export async function runConsumer(project, tools, entries) {
  const nodes = [process.execPath, join(tools, 'node_modules/node-oldest/bin/node')]
  for (const node of nodes) {
    loadEntries(node, project, entries)
    for (const program of ['sells-a-print.mjs', 'sells-a-print.cjs']) run(node, [program], project)
    console.log(`${versionOf(node)}: a print is sold from ESM, and from CommonJS`)
  }
  const next = join(project, 'node_modules/next/dist/bin/next')
  run(process.execPath, [next, 'build'], project)
  for (const node of nodes) await askNext(node, next, project)
}

function versionOf(node) {
  return run(node, ['--version']).trim()
}

function loadEntries(node, project, entries) {
  const each = `const entries = ${JSON.stringify(entries)}; for (const entry of entries)`
  run(node, ['--input-type=module', '-e', `${each} await import(entry)`], project)
  run(node, ['--input-type=commonjs', '-e', `${each} require(entry)`], project)
  console.log(`${versionOf(node)}: ${entries.length} entries load as ESM and by require()`)
}

async function askNext(node, next, project) {
  const port = await freePort()
  const server = spawn(node, [next, 'start', '--port', String(port), '--hostname', '127.0.0.1'], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  try {
    for (const [path, expected] of [
      ['/api/status', '"status"'],
      ['/', 'quoin'],
      ['/admin', 'quoin'],
    ]) {
      const response = await ask(server, `http://127.0.0.1:${port}${path}`)
      const text = await response.text()
      if (!response.ok || !text.includes(expected)) throw new Error(`Next.js, ${path}: ${response.status} ${text}`)
    }
  } finally {
    server.kill('SIGKILL')
  }
  console.log(`${versionOf(node)}: Next.js serves the API, and the pages of customers and admins`)
}

/** Once it listens. */
async function ask(server, url) {
  for (;;) {
    const response = await fetch(url).catch(() => null)
    if (response) return response
    if (server.exitCode !== null) throw new Error('Next.js ended.')
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}
