// Which tests provoke which fault: read from their titles, so that the page can not say more than the tests do.
import { globSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import ts from 'typescript'
import { faultGroups, unprovoked } from './fault-words.mjs'

const root = join(import.meta.dirname, '..')

/** Tests, the cases of the contracts, and the bugs that the simulation has to find. */
const sources = ['{packages,examples}/*/{src,test}/**/*.test.ts', 'packages/testing/src/contracts/**/*-cases.ts']
const sourcesAtRoot = ['{test,simulation,crash-test}/**/*.test.ts', 'simulation/teeth/mutants.ts']

const faultId = /\bF\d\d\b/g
const titled = new Set(['describe', 'it', 'test'])

/** A table for each group of faults; throws when one has no test and no reason for that, or a reason and a test. */
export function faultTables() {
  const tests = testsByFault()
  const known = Object.values(faultGroups).flatMap((faults) => Object.keys(faults))
  const problems = [
    ...known.filter((id) => !tests.has(id) && !unprovoked[id]).map((id) => `no test has ${id} in its title`),
    ...known.filter((id) => tests.has(id) && unprovoked[id]).map((id) => `${id} has a test, and a reason for none`),
    ...[...tests.keys(), ...Object.keys(unprovoked)]
      .filter((id) => !known.includes(id))
      .map((id) => `no words for ${id}`),
  ]
  if (problems.length > 0) throw new Error(`scripts/fault-words.mjs: ${problems.join('; ')}.`)
  return Object.entries(faultGroups)
    .map(([group, faults]) => `### ${group}\n\n${faultTable(faults, tests)}`)
    .join('\n\n')
}

function faultTable(faults, tests) {
  const rows = Object.entries(faults).map(([id, words]) => `| ${id} | ${words} | ${links(id, tests)} |`)
  return ['| id | what goes wrong | tests |', '| --- | --- | --- |', ...rows].join('\n')
}

function links(id, tests) {
  const files = [...(tests.get(id) ?? [])].toSorted()
  const names = files.map((file) => `[${basename(file, '.ts').replace(/(\.int)?\.test$/, '')}](../${file})`)
  return names.join(', ') || `None: ${unprovoked[id]}`
}

function testsByFault() {
  const found = new Map()
  for (const file of [...sources, ...sourcesAtRoot].flatMap((pattern) => globSync(pattern, { cwd: root }))) {
    for (const id of titlesOf(file).flatMap((title) => title.match(faultId) ?? [])) {
      found.set(id, (found.get(id) ?? new Set()).add(file))
    }
  }
  return found
}

/** Titles of tests, the words that a table of cases puts into them, and names of planted bugs. */
function titlesOf(file) {
  const tree = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest)
  const titles = []
  const collect = (node) => {
    if (ts.isFunctionLike(node)) return
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node)) titles.push(node.text)
    ts.forEachChild(node, collect)
  }
  const search = (node) => {
    if (ts.isCallExpression(node) && titled.has(rootName(node)))
      for (const argument of [node.expression, ...node.arguments]) collect(argument)
    if (ts.isPropertyAssignment(node) && node.name.getText(tree) === 'name') collect(node.initializer)
    ts.forEachChild(node, search)
  }
  search(tree)
  return titles
}

/** `it` for `it.each(cases)(title, run)`. */
function rootName(node) {
  if (ts.isIdentifier(node)) return node.text
  return ts.isCallExpression(node) || ts.isPropertyAccessExpression(node) ? rootName(node.expression) : null
}
