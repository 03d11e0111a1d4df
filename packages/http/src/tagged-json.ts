/** JSON under an `ETag`; who has it already is told so in no more than that. */
export async function taggedJson(value: unknown, request: Request): Promise<Response> {
  const body = JSON.stringify(value)
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(body)))
  const etag = `"${btoa(String.fromCharCode(...digest)).slice(0, 27)}"`
  if (isKnown(etag, request.headers.get('if-none-match'))) return new Response(null, { status: 304, headers: { etag } })
  return new Response(body, { headers: { 'content-type': 'application/json', etag } })
}

/** As RFC 9110 compares: a list, `*` for any, and weak tags like strong ones. */
function isKnown(etag: string, given: string | null): boolean {
  return (given ?? '').split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag)
}
