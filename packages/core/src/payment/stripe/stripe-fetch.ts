/**
 * `fetch` for the `stripe` package, which calls a refusal without JSON in it, such as the 404 page of a server in Stripe's
 * place or the 502 of a proxy, no answer at all: so it gets one that keeps the status. No redirect is followed.
 */
export async function stripeFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await reach(input, init)
  if (response.ok) return response
  const text = await response.text()
  const { status } = response
  return new Response(isObject(text) ? text : '{"error":{"type":"api_error"}}', {
    // A redirect is no answer, and a Response of 304 could not carry one.
    status: status >= 400 ? status : 502,
    headers: response.headers,
  })
}

/** What `fetch` says of a connection that failed is in the cause, with the code that decides about a repeat. */
async function reach(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, { ...init, redirect: 'manual' })
  } catch (error) {
    throw error instanceof TypeError && error.cause instanceof Error ? error.cause : error
  }
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null
  } catch {
    return false
  }
}
