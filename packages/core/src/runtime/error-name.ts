/** The kind of an error, for a log. No message: those of foreign errors can hold anything. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown'
}
