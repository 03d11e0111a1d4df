/** What another process can do beside the API: a method, a path, an example of a body, and what it does. */
export type Control = readonly [method: 'GET' | 'POST' | 'DELETE', path: string, body: string, does: string]

/** Each control as a command to copy. */
export function describeControls(url: string, controls: readonly Control[]): string {
  return controls
    .map(([method, path, body, does]) => {
      const request = `curl ${method === 'GET' ? '' : `-X ${method} `}${url}${path}${body && ` -d '${body}'`}`
      return `  # ${does}\n  ${request}\n`
    })
    .join('')
}
