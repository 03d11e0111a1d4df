/** A table of Markdown; its cells stay on one line. */
export function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

/** Code in a cell. Members that stood on lines of their own are told apart. */
export function code(text) {
  const members = text.replace(/(?<!\{)\n\s*(?=(readonly )?\w+\??: )/g, '; ')
  return text === '' ? '' : `\`${oneLine(members).replaceAll('|', '\\|')}\``
}

/** Words in a cell: what would be read as HTML outside of code is not. */
export function prose(text) {
  return oneLine(text)
    .split(/(`[^`]*`)/)
    .map((part, index) => (index % 2 === 1 ? part : part.replaceAll('<', '&lt;').replaceAll('{{', '&#123;{')))
    .join('')
    .replaceAll('|', '\\|')
}

function oneLine(text) {
  return text.replace(/\s+/g, ' ').trim()
}
