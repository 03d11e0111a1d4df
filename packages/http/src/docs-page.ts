import type { OpenApiDocument } from './openapi.ts'
import { pageResponse } from './page-response.ts'
import { type SchemaLike, shapeOf } from './schema-shape.ts'

const style = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif }
body { max-width: 52rem; margin: 2rem auto; padding: 0 1rem }
section { border-top: 1px solid #8886; padding: .5rem 0 1rem }
h2 { margin-top: 2.5rem } h3 { margin: .75rem 0 .25rem; font-size: 1rem } h4 { margin: .75rem 0 .25rem; font-size: .875rem }
code, pre { font: .875rem/1.45 ui-monospace, monospace }
pre { overflow-x: auto; margin: 0; padding: .75rem; background: #8881; border-radius: .25rem }
.access { font-size: .8rem; border: 1px solid #8886; border-radius: 1rem; padding: .1rem .6rem; margin-left: .5rem }
`

/** The API for people to read: one page that loads nothing else and runs nothing. */
export async function renderDocsPage(document: OpenApiDocument): Promise<Response> {
  const { title, version, description } = document.info
  const schemas = Object.entries(document.components?.schemas ?? {})
  const html = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} API</title>
<style>${style}</style>
</head>
<body>
<h1>${escapeHtml(title)} API <small>${escapeHtml(version)}</small></h1>
<p>${escapeHtml(description ?? '')} The same as a document for machines: <a href="openapi.json">openapi.json</a>.</p>
${operationsOf(document).map(renderOperation).join('\n')}
<h2>Shapes</h2>
${schemas.map(([name, schema]) => renderShape(name, schema)).join('\n')}
</body>
</html>
`
  return pageResponse(html, style)
}

interface Operation {
  readonly method: string
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly access: string
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema?: SchemaLike }[]
  readonly body: SchemaLike | undefined
  readonly answers: readonly (readonly [status: string, schema: SchemaLike | undefined])[]
}

function operationsOf(document: OpenApiDocument): Operation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) =>
    (['get', 'post', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = item[method]
      if (!operation) return []
      return {
        method: method.toUpperCase(),
        path,
        summary: operation.summary ?? '',
        description: operation.description ?? '',
        access: String(operation['x-access']),
        parameters: (operation.parameters ?? []).flatMap((parameter) => ('name' in parameter ? parameter : [])),
        body: operation.requestBody && 'content' in operation.requestBody ? schemaIn(operation.requestBody) : undefined,
        answers: Object.entries(operation.responses ?? {}).map(
          ([status, answer]) => [status, schemaIn(answer)] as const,
        ),
      }
    }),
  )
}

function schemaIn(carrier: { readonly content?: Readonly<Record<string, { readonly schema?: SchemaLike }>> }) {
  return Object.values(carrier.content ?? {})[0]?.schema
}

function renderOperation(operation: Operation): string {
  const { method, path, summary, description, access, parameters, body, answers } = operation
  const block = (title: string, content: string) => `<h4>${escapeHtml(title)}</h4>\n<pre>${escapeHtml(content)}</pre>`
  return `<section>
<h3><code>${escapeHtml(`${method} ${path}`)}</code><span class="access">${escapeHtml(access)}</span></h3>
<p>${escapeHtml(`${summary}.`)} ${escapeHtml(description)}</p>
${parameters.length === 0 ? '' : block('Parameters', parameters.map(parameterLine).join('\n'))}
${body === undefined ? '' : block('Body', shapeOf(body))}
${answers.map(([status, schema]) => block(`Answer ${status}`, schema ? shapeOf(schema) : '')).join('\n')}
</section>`
}

function parameterLine(parameter: Operation['parameters'][number]): string {
  const note = parameter.schema?.description
  return `${parameter.name} (${parameter.in}): ${shapeOf(parameter.schema ?? {})}${note === undefined ? '' : `  // ${note}`}`
}

function renderShape(name: string, schema: SchemaLike): string {
  return `<section>\n<h3><code>${escapeHtml(name)}</code></h3>\n<pre>${escapeHtml(shapeOf(schema))}</pre>\n</section>`
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '')
}
