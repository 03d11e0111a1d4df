// @vitest-environment happy-dom
import mermaid from 'mermaid'
import { describe, expect, test } from 'vitest'
import { codeOfDocument, documents } from './code-blocks.ts'

const diagrams = documents.flatMap(codeOfDocument).filter((block) => block.language === 'mermaid')

describe('diagrams can be drawn', () => {
  test.each(diagrams)('$file, line $line', async ({ code }) => {
    await expect(mermaid.parse(code)).resolves.toBeTruthy()
  })

  test('and one that can not is noticed: in a message, a semicolon begins the next line', async () => {
    await expect(mermaid.parse('sequenceDiagram\n  A->>B: stored; then paid')).rejects.toThrow(/Parse error/)
  })
})
