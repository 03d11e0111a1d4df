import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { sections } from '../docs/.vitepress/pages.ts'
import { documents } from './code-blocks.ts'

test('every page of the site stands in its sidebar, once', () => {
  const pages = documents.filter((file) => file.startsWith('docs/')).map((file) => basename(file, '.md'))
  const listed = sections.flatMap((section) => section.pages.map(([file]) => file))
  expect(listed.toSorted()).toEqual(pages.filter((page) => page !== 'index').toSorted())
})
