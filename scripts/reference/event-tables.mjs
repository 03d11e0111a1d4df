// What can happen to an order: the types of its events, with the fields that each has besides.
import { isQuiet } from '@quoin/core'
import ts from 'typescript'
import { code, prose, table } from './markdown.mjs'
import { modules } from './read-exports.mjs'

/** @param words what each event is, by its type. Throws where a type has no words, or words no type. */
export function orderEventTable(words) {
  const events = membersOfUnion('OrderEvent')
  const types = events.map(({ type }) => type)
  const missing = types.filter((type) => !Object.hasOwn(words, type))
  const spare = Object.keys(words).filter((type) => !types.includes(type))
  if (missing.length + spare.length > 0) {
    throw new Error(`scripts/event-words.mjs: events without words: [${missing}]; words without an event: [${spare}].`)
  }
  const rows = events.map(({ type, fields }) => [
    code(type),
    prose(words[type]),
    fields.map(code).join(', '),
    isQuiet({ type }) ? 'no' : 'yes',
  ])
  return table(['event', 'what it is', 'with', 'shown and told'], rows)
}

function membersOfUnion(name) {
  const [node] = modules
    .find((each) => each.name === '@quoin/core')
    .exported.find((each) => each.name === name).declarations
  return node.type.types.map(({ members }) => {
    const names = members.map((member) => member.name.text)
    const { type } = members.find((member) => member.name.text === 'type')
    if (!ts.isLiteralTypeNode(type)) throw new Error(`${name} has a member whose type is not a literal.`)
    return { type: type.literal.text, fields: names.filter((each) => each !== 'type') }
  })
}
