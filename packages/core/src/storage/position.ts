/** A place in a list ordered by time and id: the last row of the page before. */
export interface Position {
  readonly at: Date
  readonly id: string
}
