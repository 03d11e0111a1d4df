import type { InputIssue, WebhookOptions } from '@quoin/core'
import { describe, expect, it } from 'vitest'
import { parseEndpoints } from './webhook-endpoint.ts'

const secret = `whsec_${btoa('four and twenty bytes or more')}`
const url = 'https://erp.example/hooks'

function parse(webhooks: readonly WebhookOptions[]) {
  const issues: Pick<InputIssue, 'path' | 'message'>[] = []
  const endpoints = parseEndpoints(webhooks, (holds, path, message) => {
    if (!holds) issues.push({ path, message })
  })
  return { endpoints, issues }
}

describe('endpoints of outgoing webhooks', () => {
  it('are told of everything, and may take 15 seconds, unless they say otherwise', () => {
    const complete = { url, secret: [secret], events: ['order.changed'], timeoutMs: 15_000 }

    expect(parse([{ url, secret }])).toEqual({ endpoints: [complete], issues: [] })
    const own = { url, secret: [secret, secret], events: ['order.paid'], timeoutMs: 60_000 } as const
    expect(parse([own])).toEqual({ endpoints: [own], issues: [] })
    expect(parse([])).toEqual({ endpoints: [], issues: [] })
  })

  it.each([
    'http://localhost:4000/hooks',
    'http://127.0.0.1/hooks',
    'http://[::1]:4000/hooks',
    'https://10.0.0.7/hooks',
  ])('may be at %s', (place) => {
    expect(parse([{ url: place, secret }]).issues).toEqual([])
  })

  it.each<[string, Partial<Record<keyof WebhookOptions, unknown>>]>([
    ['url', { url: undefined }],
    ['url', { url: '/hooks' }],
    ['url', { url: 'http://erp.example/hooks' }],
    ['url', { url: 'http://localhost.example/hooks' }],
    ['url', { url: 'ftp://localhost/hooks' }],
    ['url', { url: 'https://user:password@erp.example/hooks' }],
    ['url', { url: `https://erp.example/${'a'.repeat(2_000)}` }],
    ['secret', { secret: undefined }],
    ['secret', { secret: [] }],
    ['secret', { secret: 'at least sixteen characters' }],
    ['secret', { secret: [secret, 'whsec_c2hvcnQ='] }],
    ['events', { events: [] }],
    ['events', { events: 'order.paid' }],
    ['events', { events: ['order.paid', 'order.payed'] }],
    ['timeoutMs', { timeoutMs: 0 }],
    ['timeoutMs', { timeoutMs: 60_001 }],
    ['timeoutMs', { timeoutMs: 1.5 }],
  ])('are refused for their %s, by its path and without its value: %j', (field, part) => {
    const { issues } = parse([{ url: 'https://first.example', secret }, { url, secret, ...part } as WebhookOptions])

    expect(issues).toEqual([{ path: `webhooks[1].${field}`, message: expect.any(String) }])
    expect(issues[0]?.message).not.toContain('sixteen')
  })

  it('are refused when two have one URL, when they are too many, and when they are no list', () => {
    const twice = [
      { url, secret },
      { url, secret },
    ]
    expect(parse(twice).issues).toEqual([{ path: 'webhooks[1].url', message: 'Each URL once.' }])
    const many = Array.from({ length: 21 }, (_, index) => ({ url: `https://erp.example/${index}`, secret }))
    expect(parse(many).issues).toEqual([{ path: 'webhooks', message: 'A list of at most 20.' }])
    expect(parse({ url, secret } as never).issues).toEqual([{ path: 'webhooks', message: 'A list of at most 20.' }])
    expect(parse([null as never]).issues.map(({ path }) => path)).toEqual(['webhooks[0].url', 'webhooks[0].secret'])
  })
})
