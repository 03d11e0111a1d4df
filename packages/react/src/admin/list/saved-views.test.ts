import { describe, expect, it } from 'vitest'
import { everyOrder } from '../route/admin-route.ts'
import { readViews, withoutView, withView, writeViews } from './saved-views.ts'

const late = { name: 'Late', filter: { ...everyOrder, status: ['paid'], q: 'ada' } } as const

describe('saved views', () => {
  it('given views that were kept, then they are read as they were', () => {
    expect(readViews(writeViews([late]))).toEqual([late])
  })

  it.each([null, '', '{"name":"x"}', '[1,null,{"name":1,"query":""},{"name":"","query":""},{"name":"x"}]'])(
    'given %s, then there are none',
    (stored) => {
      expect(readViews(stored)).toEqual([])
    },
  )

  it('given another of the same name, then it takes the place of the first', () => {
    const views = withView([late], { name: 'Late', filter: everyOrder })
    expect(views).toEqual([{ name: 'Late', filter: everyOrder }])
    expect(withoutView(views, 'Late')).toEqual([])
  })
})
