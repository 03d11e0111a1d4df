/** Sends a webhook once. Gives the answer's HTTP status; null when there was no answer. */
export async function postWebhook(
  send: (request: Request) => Promise<Response>,
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): Promise<number | null> {
  const request = new Request(url, { method: 'POST', headers, body, redirect: 'manual' })
  const response = await send(request).catch(() => null)
  // The rest of an answer is of no interest, but an unread one keeps its connection busy.
  await response?.arrayBuffer().catch(() => null)
  return response?.status ?? null
}

/** Whether such an answer acknowledges a webhook. */
export function isAcknowledged(status: number | null): boolean {
  return status !== null && status >= 200 && status < 300
}
