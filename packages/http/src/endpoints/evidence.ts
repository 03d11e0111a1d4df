import { z } from '@hono/zod-openapi'
import { endpoint, noBody } from '../endpoint.ts'
import { evidencePage } from '../evidence-page.ts'
import { orderParams } from '../fields.ts'
import { findOrder } from '../find-order.ts'

export const showEvidence = endpoint({
  access: 'admin',
  method: 'get',
  path: '/orders/{id}/evidence',
  tag: 'Order management',
  summary: 'Show what proves an order, for a dispute',
  description: 'Address, parcels, delivery and everything that happened; `format=html` is a page to print.',
  params: orderParams,
  query: z.strictObject({ format: z.enum(['json', 'html']).default('json') }),
  body: noBody,
  answer: z.object({ evidence: z.looseObject({}) }),
  async handle({ quoin, params, query }) {
    const { id } = await findOrder({ quoin }, params.id)
    const evidence = await quoin.orders.evidence(id)
    if (query.format === 'json') return Response.json({ evidence })
    return new Response(evidencePage(evidence), {
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
      },
    })
  },
})
