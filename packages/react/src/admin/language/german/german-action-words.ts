import type { Message } from '../../../language/words.ts'
import type { actionWords } from '../action-words.ts'

export const germanActionWords: Readonly<Record<keyof typeof actionWords, Message>> = {
  'act.label': 'Was zu tun ist',
  'act.retry': 'Noch einmal versuchen',
  'act.retried': 'Es wird noch einmal versucht.',
  'act.submit': 'An die Druckerei senden',
  'act.refresh': 'Neu lesen',
  'act.refreshed': 'Von den Anbietern gelesen.',
  'act.cancel': 'Stornieren …',
  'act.refund': 'Erstatten …',
  'act.reprint': 'Nachdrucken …',
  'act.editRecipient': 'Adresse ändern …',
  'act.erase': 'Kunden vergessen …',
  'act.keep': 'So lassen',

  'cancel.title': 'Bestellung {number} stornieren?',
  'cancel.text':
    'Zuerst wird die Druckerei gefragt. Geht es noch, wird nichts gedruckt, und der Kunde bekommt {amount} zurück.',
  'cancel.textUnpaid': 'Noch ist nichts bezahlt. Der Kunde kann danach nicht mehr bezahlen.',
  'cancel.reason': 'Grund',
  'cancel.confirm': 'Bestellung stornieren',

  'refund.title': 'Bestellung {number} erstatten',
  'refund.left': 'Von der Zahlung sind {amount} übrig.',
  'refund.scope': 'Was zurückgeht',
  'refund.full': 'Alles, was übrig ist ({amount})',
  'refund.amount': 'Ein Betrag',
  'refund.lines': 'Einzelne Artikel',
  'refund.amountField': 'Betrag in {currency}',
  'refund.copies': 'Stücke von {name}',
  'refund.includeShipping': 'Und was der Versand gekostet hat',
  'refund.reason': 'Grund, für den Shop',
  'refund.note': 'Was der Kunde erfährt (freiwillig)',
  'refund.stops': 'Geht alles zurück, wird angehalten, was noch nicht gedruckt ist.',
  'refund.confirm': 'Erstatten',
  'refund.badAmount': 'Ein Betrag wie {example}.',
  'refund.noLines': 'Wählen Sie mindestens ein Stück.',

  'reprint.title': 'Bestellung {number} noch einmal drucken?',
  'reprint.text':
    'Der Shop bezahlt die Druckerei noch einmal. Nur was verschickt wurde, kann noch einmal gedruckt werden.',
  'reprint.copies': 'Stücke von {name}',
  'reprint.reason': 'Grund',
  'reprint.confirm': 'Noch einmal drucken',

  'submit.title': 'Bestellung {number} an die Druckerei senden?',
  'submit.text': 'Die Druckerei wird sie berechnen. Was vom Druck abhält, wird übergangen.',
  'submit.confirm': 'Senden',

  'recipient.title': 'Wohin geht Bestellung {number}?',
  'recipient.text': 'Hat die Druckerei sie schon, wird gefragt, ob es sich noch ändern lässt.',
  'recipient.name': 'Name',
  'recipient.line1': 'Straße und Hausnummer',
  'recipient.line2': 'Wohnung, Stockwerk, Firma',
  'recipient.city': 'Ort',
  'recipient.state': 'Bundesland oder Kanton',
  'recipient.postalCode': 'Postleitzahl',
  'recipient.country': 'Land, mit seinen zwei Buchstaben',
  'recipient.phone': 'Telefon',
  'recipient.confirm': 'Adresse speichern',

  'tracking.title': 'Sendungsverfolgung des Pakets',
  'tracking.number': 'Sendungsnummer',
  'tracking.url': 'Link zum Verfolgen (freiwillig)',
  'tracking.confirm': 'Speichern',

  'delivered.title': 'Das Paket als zugestellt vermerken?',
  'delivered.text': 'Der Kunde erfährt, dass es angekommen ist.',
  'delivered.confirm': 'Es wurde zugestellt',

  'claim.title': 'Über die Reklamation entscheiden',
  'claim.decision': 'Entscheidung',
  'claim.refund': 'Das Geld zurückgeben',
  'claim.reprint': 'Noch einmal drucken',
  'claim.reject': 'Ablehnen',
  'claim.note': 'Was der Kunde erfährt (freiwillig)',
  'claim.confirm': 'Entscheiden',

  'recovery.title': 'Was gab die Druckerei zurück?',
  'recovery.amount': 'Betrag in {currency}',
  'recovery.confirm': 'Speichern',

  'reject.title': 'Den Nachdruck ablehnen?',
  'reject.reason': 'Grund',
  'reject.confirm': 'Ablehnen',

  'erase.title': 'Den Kunden von Bestellung {number} vergessen?',
  'erase.text':
    'Name, Adresse, E-Mail und Notizen verschwinden für immer aus dieser Bestellung und ihrer Geschichte. Stripe und Prodigi behalten ihre.',
  'erase.confirm': 'Vergessen',
}
