/** An instant as JSON has it. */
export function iso(at: Date | null | undefined): string | null {
  return at?.toISOString() ?? null
}
