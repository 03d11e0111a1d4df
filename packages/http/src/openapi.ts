import { OpenAPIHono } from '@hono/zod-openapi'
import type { Endpoint } from './endpoint.ts'
import { withNullableReferences } from './nullable-reference.ts'

/** An OpenAPI 3.1 document. */
export type OpenApiDocument = ReturnType<OpenAPIHono['getOpenAPI31Document']>

/** Writes the document from the schemas that check the requests. */
export function describeApi(endpoints: Readonly<Record<string, Endpoint>>, version: string): OpenApiDocument {
  const app = new OpenAPIHono()
  for (const [operationId, { route }] of Object.entries(endpoints)) {
    app.openAPIRegistry.registerPath({ ...route, operationId })
  }
  app.openAPIRegistry.registerComponent('securitySchemes', 'host', {
    type: 'http',
    scheme: 'bearer',
    description: "Whatever the shop's own `authenticate` accepts.",
  })
  const document = app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: {
      title: 'Quoin',
      version,
      description: 'From a payment to a print at the door.',
      license: { name: 'MIT', url: 'https://opensource.org/license/mit' },
    },
    servers: [{ url: '/' }],
  })
  return withNullableReferences(document)
}

/** The same document with paths as they are called from outside. */
export function mountedAt(basePath: string, document: OpenApiDocument): OpenApiDocument {
  const paths = Object.entries(document.paths ?? {}).map(([path, item]) => [basePath + path, item] as const)
  return { ...document, paths: Object.fromEntries(paths) }
}
