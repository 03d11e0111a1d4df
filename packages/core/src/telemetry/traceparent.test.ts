import { describe, expect, it } from 'vitest'
import { fromTraceparent, toTraceparent } from './traceparent.ts'

const traceId = '0af7651916cd43dd8448eb211c80319c'
const spanId = 'b7ad6b7169203331'

describe('a traceparent', () => {
  it('given a span, then its name is that of the header, and is read back', () => {
    expect(toTraceparent({ traceId, spanId, traceFlags: 1 })).toBe(`00-${traceId}-${spanId}-01`)
    expect(toTraceparent({ traceId, spanId, traceFlags: 0 })).toBe(`00-${traceId}-${spanId}-00`)
    expect(fromTraceparent(`00-${traceId}-${spanId}-01`)).toEqual({ traceId, spanId, traceFlags: 1, isRemote: true })
  })

  it('given no valid span, then it has none', () => {
    expect(toTraceparent({ traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 })).toBeNull()
  })

  it.each([
    ['flags that are not known yet', `00-${traceId}-${spanId}-ff`],
    ['a later version with more in it', `01-${traceId}-${spanId}-01-more`],
  ])('given %s, then what is known of it is read', (_, text) => {
    expect(fromTraceparent(text)).toMatchObject({ traceId, spanId, traceFlags: 1 })
  })

  it.each([
    ['nothing', ''],
    ['another header', 'session=1'],
    ['upper case', `00-${traceId.toUpperCase()}-${spanId}-01`],
    ['a short trace', `00-${traceId.slice(1)}-${spanId}-01`],
    ['a trace of zeros', `00-${'0'.repeat(32)}-${spanId}-01`],
    ['a span of zeros', `00-${traceId}-${'0'.repeat(16)}-01`],
    ['the forbidden version', `ff-${traceId}-${spanId}-01`],
    ['more than this version has', `00-${traceId}-${spanId}-01-more`],
    ['a line more', `00-${traceId}-${spanId}-01\n`],
  ])('given %s, then it names no span', (_, text) => {
    expect(fromTraceparent(text)).toBeNull()
  })
})
