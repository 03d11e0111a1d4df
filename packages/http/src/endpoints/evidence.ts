import { z } from '@hono/zod-openapi'
import { endpoint, noBody } from '../endpoint.ts'
import { evidencePage } from '../evidence-page.ts'
import { orderParams } from '../fields.ts'
import { findOrder } from '../find-order.ts'
import { EvidenceView, viewEvidence } from '../views/evidence-view.ts'

export const showEvidence = endpoint({
  access: 'admin',
  method: 'get',
  path: '/orders/{id}/evidence',
  tag: 'Order management',
  summary: 'Show what proves an order, for a dispute',
  description:
    'Customer, address, payment, parcels, delivery, refunds, claims and everything that happened. `format=html` is a page to print.',
  params: orderParams,
  query: z.strictObject({ format: z.enum(['json', 'html']).default('json') }),
  body: noBody,
  answer: z.strictObject({ evidence: EvidenceView }),
  orMediaType: 'text/html',
  async handle({ quoin, params, query }) {
    const { id } = await findOrder({ quoin }, params.id)
    const evidence = await quoin.orders.evidence(id)
    return query.format === 'html' ? evidencePage(evidence) : { evidence: viewEvidence(evidence) }
  },
})
