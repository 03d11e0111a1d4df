import { z } from '@hono/zod-openapi'
import { renderDocsPage } from '../docs-page.ts'
import { endpoint, noBody } from '../endpoint.ts'

// Probes and caches add keys of their own to these.
const anyQuery = z.object({})

export const showStatus = endpoint({
  access: 'public',
  method: 'get',
  path: '/status',
  tag: 'About',
  summary: 'Say that the server lives',
  params: z.strictObject({}),
  query: anyQuery,
  body: noBody,
  answer: z.strictObject({ status: z.literal('ok'), version: z.string() }),
  handle: ({ version }) => ({ status: 'ok' as const, version }),
})

export const showOpenApi = endpoint({
  access: 'public',
  method: 'get',
  path: '/openapi.json',
  tag: 'About',
  summary: 'Show this document',
  params: z.strictObject({}),
  query: anyQuery,
  body: noBody,
  answer: z.unknown(),
  handle: ({ document }) => document(),
})

export const showDocs = endpoint({
  access: 'public',
  method: 'get',
  path: '/docs',
  tag: 'About',
  summary: 'Show this document to people',
  params: z.strictObject({}),
  query: anyQuery,
  body: noBody,
  answer: z.string(),
  mediaType: 'text/html',
  handle: ({ document }) => renderDocsPage(document()),
})
