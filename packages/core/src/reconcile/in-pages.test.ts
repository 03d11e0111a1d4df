import { describe, expect, test } from 'vitest'
import { inPages } from './in-pages.ts'

async function* count(to: number, asked: number[] = []) {
  for (let number = 1; number <= to; number += 1) {
    asked.push(number)
    yield number
  }
}

async function pagesOf(to: number, size: number) {
  const pages: (readonly number[])[] = []
  for await (const page of inPages(count(to), size)) pages.push(page)
  return pages
}

describe('what comes one by one', () => {
  test('is gathered in pages, of which the last can be shorter', async () => {
    expect(await pagesOf(5, 2)).toEqual([[1, 2], [3, 4], [5]])
    expect(await pagesOf(4, 2)).toEqual([
      [1, 2],
      [3, 4],
    ])
    expect(await pagesOf(0, 2)).toEqual([])
  })

  test('is asked for no further than the page that is looked at', async () => {
    const asked: number[] = []
    for await (const page of inPages(count(100, asked), 3)) if (page.includes(4)) break
    expect(asked).toEqual([1, 2, 3, 4, 5, 6])
  })
})
