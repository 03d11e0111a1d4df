/** Whether a request brings this token. Compared by hashes, so that the time it takes tells nothing. */
export async function isBearer(request: Request, token: string): Promise<boolean> {
  const [given, expected] = await Promise.all(
    [request.headers.get('authorization') ?? '', `Bearer ${token}`].map(sha256),
  )
  return given === expected
}

async function sha256(text: string): Promise<string> {
  return String(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}
