import type { Message } from '../../../language/words.ts'
import type { AdminMessageKey } from '../admin-english.ts'
import { germanActionWords } from './german-action-words.ts'
import { germanFiguresWords } from './german-figures-words.ts'
import { germanHealthWords } from './german-health-words.ts'
import { germanHistoryWords } from './german-history-words.ts'
import { germanListWords } from './german-list-words.ts'
import { germanOrderWords } from './german-order-words.ts'
import { germanStateWords } from './german-state-words.ts'

/** Everything that the shop's people read, in German: the `messages` of the dashboard, beside `german` of the provider. */
export const adminGerman: Readonly<Record<AdminMessageKey, Message>> = {
  'nav.label': 'Teile der Übersicht',
  'nav.orders': 'Bestellungen',
  'nav.figures': 'Zahlen',
  'nav.health': 'Zustand',
  'live.live': 'Live',
  'live.connecting': 'Verbindet …',
  'live.refused': 'Nicht live',
  'state.forbidden': 'Das dürfen nur die Leute des Shops sehen.',
  'state.field': '{path}: {message}',
  ...germanStateWords,
  ...germanListWords,
  ...germanOrderWords,
  ...germanActionWords,
  ...germanHistoryWords,
  ...germanFiguresWords,
  ...germanHealthWords,
}
