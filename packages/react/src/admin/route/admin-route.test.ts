import { describe, expect, it } from 'vitest'
import { archivedOf, everyOrder, readRoute, writeFilter, writeRoute } from './admin-route.ts'

describe('the route of the dashboard', () => {
  it('given an empty query, then all orders, newest first', () => {
    expect(readRoute('')).toMatchObject({ page: 'orders', orderId: null, filter: everyOrder })
    expect(writeRoute('', readRoute(''))).toBe('')
  })

  it.each([
    'view=health',
    'view=figures&by=country&since=2026-01-01&until=2026-01-31',
    'order=018f2b6e-0000-7000-8000-000000000000&status=paid%2Csubmitted&attention=retries_exhausted',
    'paymentStatus=disputed&dateFrom=2026-03-01&dateTo=2026-03-31&userId=ada&q=ada%40shop.example&sort=updatedAt',
    'attention=false&archived=only',
  ])('given %s, then it is read and written as it was', (query) => {
    expect(writeRoute('', readRoute(`?${query}`))).toBe(query)
  })

  it('given what can not be, then it is as if it were not there', () => {
    const query =
      'view=x&status=paid,lost&paymentStatus=rich&attention=maybe&archived=maybe&dateFrom=yesterday&sort=size&q=%20'
    expect(readRoute(query)).toMatchObject({
      page: 'orders',
      orderId: null,
      filter: { ...everyOrder, status: ['paid'] },
    })
  })

  it("given what is the host's own, then it stays", () => {
    expect(writeRoute('?tab=shop&order=1&q=x', readRoute('?view=figures'))).toBe('tab=shop&view=figures')
  })

  it('given nothing is said of the archive, then it is left out, but for who looks for an order or a customer', () => {
    expect(archivedOf(everyOrder)).toBe('exclude')
    expect(archivedOf({ ...everyOrder, q: 'ada' })).toBe('include')
    expect(archivedOf({ ...everyOrder, userId: 'ada' })).toBe('include')
    expect(archivedOf({ ...everyOrder, q: 'ada', archived: 'exclude' })).toBe('exclude')
  })

  it('given a filter, then the API is asked for what is narrowed only', () => {
    expect(writeFilter(everyOrder)).toEqual({})
    expect(writeFilter({ ...everyOrder, status: ['paid', 'submitted'], attention: 'true' })).toEqual({
      status: 'paid,submitted',
      attention: 'true',
    })
  })
})
