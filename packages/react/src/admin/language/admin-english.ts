import type { Message } from '../../language/words.ts'
import { actionWords } from './action-words.ts'
import { figuresWords } from './figures-words.ts'
import { healthWords } from './health-words.ts'
import { historyWords } from './history-words.ts'
import { listWords } from './list-words.ts'
import { orderWords } from './order-words.ts'
import { stateWords } from './state-words.ts'

/** Everything that the shop's people read, in English. */
export const adminEnglish = {
  'nav.label': 'Parts of the dashboard',
  'nav.orders': 'Orders',
  'nav.figures': 'Figures',
  'nav.health': 'Health',
  'live.live': 'Live',
  'live.connecting': 'Connecting…',
  'live.refused': 'Not live',
  'state.forbidden': 'Only the shop’s people may see this.',
  'state.field': '{path}: {message}',
  ...stateWords,
  ...listWords,
  ...orderWords,
  ...actionWords,
  ...historyWords,
  ...figuresWords,
  ...healthWords,
} as const satisfies Readonly<Record<string, Message>>

/** The name of something that the shop's people read. */
export type AdminMessageKey = keyof typeof adminEnglish

/** Words of a host instead of the English ones. What is left out stays English. */
export type AdminMessages = Partial<Readonly<Record<AdminMessageKey, Message>>>
