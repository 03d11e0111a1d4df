import { sql } from 'kysely'
import type { Database } from './database.ts'
import { inOrderOf, storableText } from './json-document.ts'

/** Which of the events are in the inbox. */
export async function findReceived(db: Database, source: string, eventIds: readonly string[]): Promise<string[]> {
  const found = await db.all<string>(sql`
    select to_json(event_id)::text as json from ${db.tables.inbox}
    where source = ${source} and event_id = any(${eventIds.map(storableText)}::text[])`)
  return inOrderOf(eventIds, found)
}
