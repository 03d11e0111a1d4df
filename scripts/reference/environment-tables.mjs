// The variables that the example shops read, from what is said above each in the schema that checks them.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { defaultOf, textAbove } from './docstring.mjs'
import { code, prose, table } from './markdown.mjs'
import { root } from './read-exports.mjs'

export function environmentTable(file) {
  const tree = ts.createSourceFile(file, readFileSync(join(root, file), 'utf8'), ts.ScriptTarget.Latest, true)
  const rows = propertiesOf(tree).map((node) => {
    const without = defaultOf(node)
    if (without === null) throw new Error(`${file}: ${node.name.text} does not say what it is when unset.`)
    return [code(node.name.text), prose(textAbove(node)), prose(without)]
  })
  if (rows.length === 0) throw new Error(`${file} declares no variables.`)
  return table(['variable', 'what it is', 'when unset'], rows)
}

/** Of the object that makes `const variables`. */
function propertiesOf(tree) {
  const found = []
  const search = (node) => {
    if (ts.isVariableDeclaration(node) && node.name.text === 'variables') {
      found.push(...node.initializer.arguments[0].properties)
    } else ts.forEachChild(node, search)
  }
  search(tree)
  return found
}
