// Every option of every function that takes them by name: its type, what it is when left out, and what it means.
import ts from 'typescript'
import { defaultOf, summaryOf, textAbove } from './docstring.mjs'
import { code, prose, table } from './markdown.mjs'
import { declarationOf, linkTo, modules } from './read-exports.mjs'

const units = [
  [/Ms$/, 'ms'],
  [/Bytes$/, 'bytes'],
  [/Percent$/, '%'],
]
/** What is made of options, not set by hosts. */
const inside = ['@quoin/testing/contracts', '@quoin/testing/differential', '@quoin/testing/simulation']

export function optionTables() {
  return takers.map(describe).join('\n\n')
}

/** Functions with a parameter whose type is called options or properties. */
const takers = modules
  .filter(({ name }) => !inside.includes(name))
  .flatMap(({ name: module, exported }) =>
    exported.flatMap(({ declarations: [node] }) => {
      if (!ts.isFunctionDeclaration(node)) return []
      const options = node.parameters
        .map(({ type }) => referenced(boundOf(node, type)))
        .find((type) => type && isOptions(type))
      return options ? [{ module, node, options }] : []
    }),
  )
const takerOf = new Map(takers.map((taker) => [taker.options, taker]).toReversed())

/** What a parameter's type has to be at least, where the caller's own is kept. */
function boundOf({ typeParameters = [] }, type) {
  return typeParameters.find(({ name }) => name.text === type?.getText())?.constraint ?? type
}

function isOptions({ name }) {
  return /(Options|Props)$/.test(name.text)
}

function describe({ module, node, options }) {
  const heading = [`## ${node.name.text}`, `[${module}](${linkTo(options)}). ${prose(summaryOf(node))}`]
  const same = takerOf.get(options)
  if (same.node !== node) return [...heading, `The options of [${same.node.name.text}](${anchor(same)}).`].join('\n\n')
  const inherited = (options.heritageClauses ?? []).flatMap(({ types }) => types.flatMap(wholeOf))
  const more = inherited.map(
    ({ taker, but }) =>
      `And those of [${taker.node.name.text}](${anchor(taker)})${but.length > 0 ? `, but for ${but.map(code).join(' and ')}` : ''}.`,
  )
  const rows = membersOf(options, { whole: true }).flatMap((member) => rowsOf(member, ''))
  return [...heading, table(['option', 'type', 'when left out', 'what it is'], rows), ...more].join('\n\n')
}

function anchor({ node }) {
  return `#${node.name.text.toLowerCase()}`
}

/** What an interface takes over of another that has a section: said by a link. */
function wholeOf(heritage) {
  const omitted = heritage.expression.getText() === 'Omit' ? heritage.typeArguments[1] : undefined
  const base = declarationOf(omitted ? heritage.typeArguments[0].typeName : heritage.expression)
  const taker = base && takerOf.get(base)
  return taker ? [{ taker, but: omitted ? namesIn(omitted) : [] }] : []
}

function rowsOf({ name, type, optional, node }, within) {
  const path = `${within}${name}`
  const unit = units.find(([ending]) => ending.test(name))?.[1]
  const meaning = textAbove(node) || meaningOfType(type)
  const without = defaultOf(node)
  const nested = within.split(/[.[]/).length > 2 ? [] : nestedIn(type)
  const isSaid = without !== null || nested.length > 0 || within !== ''
  if (optional && !isSaid)
    throw new Error(`${linkTo(node)}: "${name}" does not say what it is when left out: add @default.`)
  const row = [
    code(path),
    `${code(typeText(type))}${unit && /number/.test(typeText(type)) ? `, ${unit}` : ''}`,
    optional ? prose(without === null ? '' : defaultText(without, unit)) : '**required**',
    prose(meaning),
  ]
  return [row, ...nested.flatMap((member) => rowsOf(member, `${path}${isList(type) ? '[]' : ''}.`))]
}

/** Long whole numbers of milliseconds are also said as people do. */
function defaultText(text, unit) {
  const ms = unit === 'ms' && /^\d+$/.test(text) ? Number(text) : 0
  const [value, name] =
    ms >= 3_600_000 ? [ms / 3_600_000, 'h'] : ms >= 60_000 ? [ms / 60_000, 'min'] : [ms / 1_000, 's']
  return ms < 1_000 || !Number.isInteger(value) ? text : `${text} (${value} ${name})`
}

/** What is written out within it has rows of its own. */
function typeText(type) {
  const text = type
    .getText()
    .replace(/\/\*.*?\*\//gs, '')
    .replace(/ \| undefined$/, '')
  const shown =
    nestedIn(type).length > 0 && strip(type).kind === ts.SyntaxKind.TypeLiteral
      ? text.replace(/\{.*\}/s, '{ … }')
      : text
  return shown.replace(/^\((.*)\)$/s, '$1')
}

function meaningOfType(type) {
  const declaration = referenced(type)
  return declaration ? summaryOf(declaration) : ''
}

/** What can be set within an option: not what is a port, which has methods. */
function nestedIn(type) {
  const core = strip(type)
  if (!core) return []
  const members = ts.isTypeLiteralNode(core) ? core.members.map(memberOf) : membersOfType(core)
  const isPort = members.some(({ node, type }) => ts.isMethodSignature(node) || !type)
  return isPort ? [] : members
}

/** Without what a list, an absence or a way to turn it off adds to a type. Undefined: there is nothing in it. */
function strip(type) {
  if (ts.isUnionTypeNode(type)) {
    const rest = type.types.filter(
      (each) => !ts.isLiteralTypeNode(each) && each.kind !== ts.SyntaxKind.UndefinedKeyword,
    )
    return rest.length === 1 ? strip(rest[0]) : undefined
  }
  if (ts.isParenthesizedTypeNode(type)) return strip(type.type)
  if (ts.isTypeOperatorNode(type)) return strip(type.type)
  if (ts.isArrayTypeNode(type)) return strip(type.elementType)
  return ts.isTypeLiteralNode(type) || ts.isTypeReferenceNode(type) ? type : undefined
}

function isList(type) {
  return ts.isTypeOperatorNode(type) || ts.isArrayTypeNode(type)
}

function referenced(type) {
  if (!type || !ts.isTypeReferenceNode(type)) return undefined
  const declaration = declarationOf(type.typeName)
  return declaration && (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration))
    ? declaration
    : undefined
}

/** @param whole whether what is taken over of an interface with a section of its own is left to that section. */
function membersOf(declaration, { whole = false } = {}) {
  if (ts.isTypeAliasDeclaration(declaration)) return membersOfType(declaration.type)
  const inherited = (declaration.heritageClauses ?? [])
    .flatMap(({ types }) => types)
    .flatMap((heritage) => (whole && wholeOf(heritage).length > 0 ? [] : membersOfType(heritage)))
  return [...declaration.members.map(memberOf), ...inherited]
}

function membersOfType(type) {
  if (ts.isTypeLiteralNode(type)) return type.members.map(memberOf)
  if (ts.isParenthesizedTypeNode(type)) return membersOfType(type.type)
  if (ts.isIntersectionTypeNode(type)) return type.types.flatMap(membersOfType)
  if (ts.isUnionTypeNode(type)) return type.types.flatMap(membersOfType)
  const name = type.typeName ?? type.expression
  const [first, second] = type.typeArguments ?? []
  switch (name?.getText()) {
    case 'Partial':
      return membersOfType(first).map((member) => ({ ...member, optional: true }))
    case 'Readonly':
      return membersOfType(first)
    case 'Pick':
      return membersOfType(first).filter(({ name }) => namesIn(second).includes(name))
    case 'Omit':
      return membersOfType(first).filter(({ name }) => !namesIn(second).includes(name))
  }
  const declaration = name && declarationOf(name)
  return declaration && (ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration))
    ? membersOf(declaration)
    : []
}

function memberOf(node) {
  return { name: node.name?.getText() ?? '', type: node.type, optional: node.questionToken !== undefined, node }
}

function namesIn(type) {
  return (ts.isUnionTypeNode(type) ? type.types : [type]).map((each) => each.literal?.text)
}
