import ts from 'typescript'

/** The first paragraph of what stands above a declaration, with names in place of links. */
export function summaryOf(node) {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return textOf(comments.at(-1)?.comment).split(/\n\s*\n/)[0] ?? ''
}

/** All of it, down to the first tag. */
export function textAbove(node) {
  const comments = ts.getJSDocCommentsAndTags(node).filter(ts.isJSDoc)
  return textOf(comments.at(-1)?.comment)
}

export function defaultOf(node) {
  const tag = ts.getJSDocTags(node).find(({ tagName }) => tagName.text === 'default')
  return tag ? textOf(tag.comment) : null
}

/** A link is its name in code, or its address. */
function textOf(comment) {
  if (comment === undefined) return ''
  if (typeof comment === 'string') return comment
  return comment
    .map((part) => {
      if (part.kind === ts.SyntaxKind.JSDocText) return part.text
      const target = `${part.name?.getText() ?? ''}${part.text}`.trim()
      return /^(https?)?:\/\//.test(target) ? target : `\`${target}\``
    })
    .join('')
}
