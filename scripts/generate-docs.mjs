// Writes into docs/*.md and the examples' READMEs what the code knows better than a person: diagrams, delays, codes, options and what
// is exported. It stands between `<!-- generated: name -->` and `<!-- /generated -->`; the rest of the page is left alone.
//
//   node --conditions=@quoin/source scripts/generate-docs.mjs [--check]
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  attentionCodes,
  defaultRetryPolicy,
  findingKinds,
  machines,
  maxRetryDelayMs,
  quoinEventNames,
} from '@quoin/core'
import ts from 'typescript'
import {
  attentionWords,
  errorWords,
  findingWords,
  preflightErrorWords,
  preflightWarningWords,
  prodigiReasonWords,
  rejectionWords,
} from './docs-words.mjs'
import { listenerWords, orderEventWords } from './event-words.mjs'
import { faultTables } from './fault-coverage.mjs'
import { apiSections } from './reference/api-tables.mjs'
import { environmentTable } from './reference/environment-tables.mjs'
import { orderEventTable } from './reference/event-tables.mjs'
import { table } from './reference/markdown.mjs'
import { optionTables } from './reference/option-tables.mjs'

const root = join(import.meta.dirname, '..')

const sections = {
  'order states': () => diagram(machines.order),
  'payment states': () => diagram(machines.payment),
  'fulfillment states': () => diagram(machines.fulfillment),
  'shipment states': () => diagram(machines.shipment),
  'attention codes': () =>
    table(['code', 'what happened', 'what to do'], wordsFor(attentionCodes, attentionWords, 'attention code')),
  'error codes': () =>
    table(['code', 'when'], wordsFor(literalsOf('quoin-error.ts', 'QuoinErrorCode'), errorWords, 'error code')),
  'rejection codes': () =>
    table(
      ['code', 'why'],
      wordsFor(literalsOf('order/order-rejection.ts', 'rejectionCodes'), rejectionWords, 'rejection'),
    ),
  'prodigi error reasons': () =>
    table(
      ['reason', 'when', 'retry of a read', 'retry of a write'],
      wordsFor(
        literalsOf('fulfillment/prodigi/prodigi-error-reason.ts', 'ProdigiErrorReason'),
        prodigiReasonWords,
        'reason',
      ),
    ),
  'preflight errors': () => preflightCodes('preflightErrorCodes', preflightErrorWords),
  'preflight warnings': () => preflightCodes('preflightWarningCodes', preflightWarningWords),
  'finding kinds': () =>
    table(['kind', 'what was seen', 'what comes of it'], wordsFor(findingKinds, findingWords, 'kind of finding')),
  'names of events': () => table(['name', 'when'], wordsFor(quoinEventNames, listenerWords, 'name of an event')),
  'events of orders': () => orderEventTable(orderEventWords),
  'retry delays': retryDelays,
  faults: faultTables,
  options: optionTables,
  ...apiSections,
  'environment of the example server': () => environmentTable('examples/express-server/src/environment.ts'),
  'environment of the example store': () => environmentTable('examples/nextjs-store/shop/environment.ts'),
}

function diagram({ transitions, initial, final }) {
  const arrows = Object.entries(transitions).flatMap(([from, targets]) => targets.map((to) => `    ${from} --> ${to}`))
  const starts = initial.map((status) => `    [*] --> ${status}`)
  const ends = final.map((status) => `    ${status} --> [*]`)
  return ['```mermaid', 'stateDiagram-v2', ...starts, ...arrows, ...ends, '```'].join('\n')
}

function preflightCodes(list, words) {
  const codes = literalsOf('preflight/preflight-issue.ts', list)
  return table(['code', 'path, such as', 'what it means, and what is in `details`'], wordsFor(codes, words, 'finding'))
}

/** The waits of the default policy, up to where they no longer grow, and how many fit in before it gives up. */
function retryDelays() {
  const { maxDelayMs, giveUpAfterMs } = defaultRetryPolicy
  const rows = []
  let longest = 0
  for (let attempt = 1; ; attempt += 1) {
    const wait = maxRetryDelayMs(defaultRetryPolicy, attempt)
    longest += wait
    rows.push(
      [`${attempt}`, wait / 2, wait, longest / 2, longest].map((cell) =>
        typeof cell === 'number' ? span(cell) : cell,
      ),
    )
    if (wait === maxDelayMs) break
  }
  const attempts = (perWait) =>
    Math.floor(rows.length + 1 + (giveUpAfterMs - longest * perWait) / (maxDelayMs * perWait))
  return [
    table(['after attempt', 'mean wait', 'longest wait', 'mean in total', 'longest in total'], rows),
    '',
    `Every later wait is like the last. A job that still fails ${span(giveUpAfterMs)} after it was stored is given up: ` +
      `after about ${attempts(0.5)} attempts on average, ${attempts(1)} when every wait is the longest.`,
  ].join('\n')
}

function span(ms) {
  const [value, unit] = ms < 60_000 ? [ms / 1_000, 's'] : ms < 3_600_000 ? [ms / 60_000, 'min'] : [ms / 3_600_000, 'h']
  return `${Number(value.toFixed(1))} ${unit}`
}

/** Every code with its words; throws when one lacks the other. */
function wordsFor(codes, words, what) {
  const missing = codes.filter((code) => !Object.hasOwn(words, code))
  const spare = Object.keys(words).filter((code) => !codes.includes(code))
  if (missing.length + spare.length > 0) {
    throw new Error(`scripts/docs-words.mjs: ${what} without words: [${missing}]; words without ${what}: [${spare}].`)
  }
  return Object.entries(words).map(([code, cells]) => [`\`${code}\``, ...[cells].flat()])
}

/** The texts in the declaration of a union or of a list, read from the source, for types leave nothing to import. */
function literalsOf(file, name) {
  const path = join(root, 'packages/core/src', file)
  const tree = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.Latest)
  const found = []
  const collect = (node) => {
    if (ts.isStringLiteral(node)) found.push(node.text)
    ts.forEachChild(node, collect)
  }
  const search = (node) => {
    if ((ts.isTypeAliasDeclaration(node) || ts.isVariableDeclaration(node)) && node.name.text === name) collect(node)
    else ts.forEachChild(node, search)
  }
  search(tree)
  if (found.length === 0) throw new Error(`${file} declares no ${name}.`)
  return found
}

const marked = /(<!-- generated: (.+?) -->\n)[\s\S]*?(<!-- \/generated -->)/g
const stale = []
const used = new Set()
const pages = [
  ...readdirSync(join(root, 'docs')).flatMap((file) => (file.endsWith('.md') ? [`docs/${file}`] : [])),
  ...readdirSync(join(root, 'examples')).map((name) => `examples/${name}/README.md`),
]
for (const page of pages) {
  const path = join(root, page)
  const before = readFileSync(path, 'utf8')
  const after = before.replace(marked, (_, open, section, close) => {
    const make = sections[section]
    if (!make) throw new Error(`${page}: nothing is called "${section}".`)
    used.add(section)
    return `${open}${make()}\n${close}`
  })
  if (after === before) continue
  stale.push(page)
  if (!process.argv.includes('--check')) writeFileSync(path, after)
}
const unused = Object.keys(sections).filter((section) => !used.has(section))
if (unused.length > 0) throw new Error(`No page shows: ${unused.join(', ')}.`)
if (process.argv.includes('--check') && stale.length > 0) {
  console.error(`Stale: ${stale.join(', ')}. Run: pnpm docs:generate`)
  process.exitCode = 1
} else console.log(stale.length > 0 ? `Written: ${stale.join(', ')}.` : 'The docs are up to date.')
