// What each package exports, as tables: how it is called, and the first paragraph of what is said above it.
import ts from 'typescript'
import { summaryOf } from './docstring.mjs'
import { code, prose, table } from './markdown.mjs'
import { linkTo, modules } from './read-exports.mjs'

/** A section for each package, by its name in `docs/`. */
export const apiSections = Object.fromEntries(
  [...new Set(modules.map(({ folder }) => folder))].map((folder) => [
    `api of ${folder}`,
    () =>
      modules
        .filter((each) => each.folder === folder)
        .map(describeModule)
        .join('\n\n'),
  ]),
)

const kinds = [
  { title: 'function', is: ts.isFunctionDeclaration, text: signature },
  { title: 'class', is: ts.isClassDeclaration, text: ({ name }) => name.text },
  { title: 'value', is: ts.isVariableDeclaration, text: ({ name, type }) => name.text + typed(type) },
  { title: 'type', is: (node) => ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node), text: typeName },
]

function describeModule({ name, exported }) {
  const tables = kinds.flatMap(({ title, is, text }) => {
    const rows = exported
      .filter(({ declarations }) => is(declarations[0]))
      .map(({ declarations: [node] }) => [`[${code(text(node))}](${linkTo(node)})`, prose(summaryFor(name, node))])
    return rows.length > 0 ? [table([title, 'what it is'], rows)] : []
  })
  return [`## ${name}`, ...tables].join('\n\n')
}

function signature({ name, typeParameters, parameters, type }) {
  const given = parameters.map(({ name, type, questionToken, initializer, dotDotDotToken }) => {
    const called = ts.isIdentifier(name) ? name.text : nameFor(type)
    const mark = questionToken || initializer ? '?' : ''
    return `${dotDotDotToken ? '...' : ''}${called}${mark}${typed(type)}`
  })
  return `${name.text}${generic(typeParameters)}(${given.join(', ')})${typed(type)}`
}

/** What a function takes apart at once has no name of its own. */
function nameFor(type) {
  const typeName = ts.isTypeReferenceNode(type) ? type.typeName.getText() : 'Options'
  const [word = ''] = /(Options|Props)$/.exec(typeName) ?? [typeName]
  return word[0].toLowerCase() + word.slice(1)
}

function typeName({ name, typeParameters }) {
  return name.text + generic(typeParameters)
}

function generic(typeParameters) {
  return typeParameters ? `<${typeParameters.map((each) => each.getText()).join(', ')}>` : ''
}

function typed(type) {
  return type ? `: ${type.getText()}` : ''
}

function summaryFor(module, node) {
  const summary = summaryOf(node)
  if (summary === '') throw new Error(`${linkTo(node)}: nothing is said above "${node.name.text}" of ${module}.`)
  return summary
}
