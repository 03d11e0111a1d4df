import { z } from '@hono/zod-openapi'
import { endpoint, noBody } from '../endpoint.ts'
import { healthLines } from '../metrics.ts'

export const showMetrics = endpoint({
  access: 'scraper',
  method: 'get',
  path: '/metrics',
  tag: 'Health',
  summary: 'Show numbers for Prometheus',
  description:
    'For admins, and for whoever brings the metrics token as `Authorization: Bearer`. In the text format 0.0.4.',
  params: z.strictObject({}),
  query: z.object({}),
  body: noBody,
  answer: z.string(),
  mediaType: 'text/plain',
  async handle({ quoin, requestMetrics }) {
    const lines = [...healthLines(await quoin.health()), ...requestMetrics.lines()]
    return new Response(`${lines.join('\n')}\n`, {
      headers: { 'content-type': 'text/plain; version=0.0.4; charset=utf-8' },
    })
  },
})
