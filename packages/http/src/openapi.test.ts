import { createConfig, lintFromString } from '@redocly/openapi-core'
import { describe, expect, it } from 'vitest'
import { renderDocsPage } from './docs-page.ts'
import { endpoints } from './endpoints.ts'
import { describeApi, mountedAt } from './openapi.ts'

const document = mountedAt('/api', describeApi(endpoints, '1.2.3'))

/** Every value below a key of this name. */
function found(value: unknown, key: string): unknown[] {
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, inner]) => [...(name === key ? [inner] : []), ...found(inner, key)])
}

describe('the OpenAPI document', () => {
  it('given the rules of a linter, then it breaks none', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] })
    const broken = await lintFromString({ source: JSON.stringify(document), config })
    expect(broken.map(({ ruleId, message, location }) => [ruleId, message, location[0]?.pointer])).toEqual([])
  })

  it('given the endpoints, then each stands in it with what it answers and refuses', () => {
    expect(document.openapi).toBe('3.1.0')
    for (const [operationId, { method, path }] of Object.entries(endpoints)) {
      const operation = document.paths?.[`/api${path}`]?.[method]
      expect(Object.keys(operation?.responses ?? {})).toEqual([expect.stringMatching(/^20[01]$/), '4XX', '5XX'])
      expect(operation?.operationId).toBe(operationId)
      expect(operation?.security).toBeDefined()
    }
  })

  it('given its references, then each leads to something', () => {
    const schemas = Object.keys(document.components?.schemas ?? {})
    const references = found(document, '$ref')
    expect(references).toContain('#/components/schemas/Order')
    for (const reference of references)
      expect(schemas).toContain(String(reference).replace('#/components/schemas/', ''))
  })

  it('given money that may be missing, then the document allows null for it, and nothing stands in it that null can not be', () => {
    expect(found(document, 'margin')).toContainEqual({
      anyOf: [{ $ref: '#/components/schemas/Money' }, { type: 'null' }],
    })
    expect(found(found(document, 'allOf'), 'type')).toEqual([])
  })

  it('given the parameters of a list, then their bounds are told', () => {
    const parameters = document.paths?.['/api/orders/management']?.get?.parameters
    expect(parameters).toContainEqual(
      expect.objectContaining({
        name: 'limit',
        required: false,
        schema: { type: 'integer', minimum: 1, maximum: 200, default: 50 },
      }),
    )
  })

  it('given the evidence, then it is told to be data with a schema, or a page', () => {
    const answer = document.paths?.['/api/orders/{id}/evidence']?.get?.responses?.['200']
    expect(Object.keys(answer?.content ?? {})).toEqual(['application/json', 'text/html'])
    expect(found(answer, '$ref')).toContain('#/components/schemas/Evidence')
  })

  it('given a refund, or a claim, then the Idempotency-Key is told, and no endpoint without use for it', () => {
    const takers = Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
      JSON.stringify(item).includes('"name":"Idempotency-Key","in":"header"') ? [path] : [],
    )
    expect(takers).toEqual(['/api/orders/{id}/claims', '/api/orders/management'])
  })

  it('given the body of a checkout, then unknown fields are told to be wrong, and there is no price (F93)', () => {
    const checkout = document.components?.schemas?.['Checkout']
    expect(checkout).toMatchObject({ additionalProperties: false, required: ['items'] })
    expect(found(checkout, 'price')).toEqual([])
  })
})

describe('the page for readers', () => {
  it('given the document, then each endpoint and shape is on it', async () => {
    const html = await (await renderDocsPage(document)).text()
    for (const { method, path } of Object.values(endpoints))
      expect(html).toContain(`<code>${method.toUpperCase()} /api${path}</code>`)
    expect(html).toContain('quantity: integer (1 to 100)')
    expect(html).not.toContain('undefined')
  })

  it('given markup in the document, then it is text (F95)', async () => {
    const hostile = { ...document, info: { ...document.info, title: '<script>alert("1")</script>' } }
    const html = await (await renderDocsPage(hostile)).text()
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;')
  })

  it('given its policy, then it allows the style of the page and no other', async () => {
    const response = await renderDocsPage(document)
    const style = /<style>(.*)<\/style>/s.exec(await response.text())?.[1] ?? ''
    const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style))
    const hash = btoa(String.fromCharCode(...new Uint8Array(digest)))
    expect(response.headers.get('content-security-policy')).toContain(`style-src 'sha256-${hash}';`)
  })
})
