/** Whether the text is an id as ours are spelled, in lower case; other text names nothing, though Postgres might take it. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
}
