import { alertCausesDe } from './alert-causes-de.ts'
import type { EmailLocale } from './email-locale.ts'

/** German. */
export const de: EmailLocale = {
  tag: 'de',
  copy: {
    messages: {
      order_confirmed: {
        subject: ({ orderNumber }) => `Danke für Ihre Bestellung ${orderNumber}`,
        preheader: 'Ihre Bestellung ist bei uns: das haben Sie gekauft.',
        heading: 'Danke für Ihre Bestellung',
        body: 'Ihre Zahlung ist eingegangen. Jedes Stück wird eigens für Sie gefertigt. Wir schreiben Ihnen wieder, wenn die Fertigung beginnt und wenn Ihr Paket unterwegs ist.',
      },
      order_in_production: {
        subject: ({ orderNumber }) => `Ihre Bestellung ${orderNumber} wird gefertigt`,
        preheader: 'Die Druckerei hat mit Ihrer Bestellung begonnen.',
        heading: 'Ihre Bestellung wird gefertigt',
        body: 'Die Druckerei hat mit Ihrer Bestellung begonnen; sie lässt sich nun nicht mehr ändern. Sobald sie sich auf den Weg macht, schreiben wir Ihnen, wie Sie sie verfolgen können.',
      },
      order_shipped: {
        subject: ({ orderNumber, parcel }) => {
          if (parcel === 'replacement') return `Der Ersatz für Ihre Bestellung ${orderNumber} ist unterwegs`
          return parcel === 'part'
            ? `Ein Teil Ihrer Bestellung ${orderNumber} ist unterwegs`
            : `Ihre Bestellung ${orderNumber} ist unterwegs`
        },
        preheader: ({ isTracked }) =>
          isTracked ? 'So verfolgen Sie Ihr Paket.' : 'Ihr Paket hat die Druckerei verlassen.',
        heading: ({ parcel }) => {
          if (parcel === 'replacement') return 'Ihr Ersatz ist unterwegs'
          return parcel === 'part' ? 'Ein Teil Ihrer Bestellung ist unterwegs' : 'Ihre Bestellung ist unterwegs'
        },
        body: ({ parcel, isTracked }) => {
          const first =
            parcel === 'part'
              ? 'Ein Paket mit einem Teil Ihrer Bestellung hat die Druckerei verlassen. Der Rest reist getrennt, und wir melden uns zu jedem Paket.'
              : 'Ihr Paket hat die Druckerei verlassen.'
          return isTracked
            ? `${first} Es kann einen Tag dauern, bis der Zusteller es anzeigt.`
            : `${first} Es reist ohne Sendungsverfolgung und ist eines Tages einfach da.`
        },
      },
      order_delivered: {
        subject: ({ orderNumber }) => `Ihre Bestellung ${orderNumber} ist angekommen`,
        preheader: 'Wir wünschen Ihnen viel Freude damit.',
        heading: 'Ihre Bestellung ist angekommen',
        body: 'Ihre Bestellung wurde zugestellt. Wir wünschen Ihnen viel Freude damit.\n\nIst etwas beschädigt oder fehlt etwas? Sagen Sie es uns bald, am besten mit einem Foto; wir bringen es in Ordnung.',
      },
      order_cancelled: {
        subject: ({ orderNumber }) => `Ihre Bestellung ${orderNumber} ist storniert`,
        preheader: ({ refunded, isCharged }) =>
          refunded !== null || !isCharged ? 'Sie müssen nichts weiter tun.' : 'Ihre Bestellung wird nicht gefertigt.',
        heading: 'Ihre Bestellung ist storniert',
        body: ({ refunded, isCharged }) => {
          const first = 'Ihre Bestellung ist storniert und wird nicht gefertigt.'
          if (refunded !== null)
            return `${first}\n\n${refunded} gehen auf dem Weg zurück, auf dem Sie bezahlt haben. Wir melden uns, wenn das Geld unterwegs ist.`
          return isCharged ? first : `${first} Ihnen wurde nichts berechnet.`
        },
      },
      order_refunded: {
        subject: ({ orderNumber }) => `Erstattung für Ihre Bestellung ${orderNumber}`,
        preheader: ({ refunded }) => `${refunded ?? 'Ihr Geld'}: Ihre Erstattung ist unterwegs.`,
        heading: 'Ihre Erstattung ist unterwegs',
        body: ({ refunded, total, isRefundedInFull, refundNote }) => {
          const what = isRefundedInFull
            ? `Wir haben Ihnen den ganzen Betrag dieser Bestellung erstattet: ${refunded}.`
            : `Wir haben Ihnen von den ${total} dieser Bestellung bisher insgesamt ${refunded} erstattet.`
          const when =
            'Das Geld nimmt den Weg, auf dem Sie bezahlt haben. Bis es zu sehen ist, brauchen Banken fünf bis zehn Tage.'
          return [`${what} ${when}`, ...(refundNote === null ? [] : [refundNote])].join('\n\n')
        },
      },
      payment_failed: {
        subject: ({ orderNumber }) => `Die Zahlung für Ihre Bestellung ${orderNumber} ist fehlgeschlagen`,
        preheader: 'Ihnen wurde nichts berechnet. Bitte bestellen Sie bei Interesse noch einmal.',
        heading: 'Ihre Zahlung hat nicht geklappt',
        body: 'Ihre Bank hat die Zahlung nicht ausgeführt, deshalb mussten wir diese Bestellung schließen. Ihnen wurde nichts berechnet; es wird nichts gefertigt und nichts verschickt.\n\nMöchten Sie die Ware noch? Dann bestellen Sie bitte noch einmal und zahlen Sie auf anderem Weg.',
      },
      action_needed: {
        subject: ({ orderNumber, isAboutParcel }) =>
          isAboutParcel
            ? `Ein Paket Ihrer Bestellung ${orderNumber} wird aufgehalten`
            : `Für Ihre Bestellung ${orderNumber} fehlt uns die Adresse`,
        preheader: ({ isAboutParcel }) =>
          isAboutParcel
            ? 'Vielleicht braucht der Zusteller etwas von Ihnen.'
            : 'Wir fertigen erst, wenn wir wissen, wohin es geht.',
        heading: ({ isAboutParcel }) =>
          isAboutParcel ? 'Ihr Paket wird aufgehalten' : 'Ihre Adresse ist nicht vollständig',
        body: ({ order, isAboutParcel, isTracked }) => {
          if (isAboutParcel) {
            const first = 'Der Zusteller meldet ein Problem mit Ihrem Paket.'
            return isTracked
              ? `${first} Bitte sehen Sie nach, was er schreibt: Vielleicht braucht er etwas von Ihnen, etwa eine Angabe zur Adresse, oder das Paket ist abzuholen.`
              : `${first} Bitte schreiben Sie uns, wenn Sie wissen, was der Zustellung im Weg stehen könnte.`
          }
          const first =
            'Danke, Ihre Zahlung ist da. Ihre Adresse ist aber nicht vollständig, deshalb wartet die Bestellung.'
          // Who has no account sees the order by a link, which changes nothing.
          return order.userId === null
            ? `${first}\n\nBitte schreiben Sie uns, wohin sie gehen soll.`
            : `${first}\n\nBitte ergänzen Sie die Adresse auf der Seite Ihrer Bestellung.`
        },
      },
    },
    labels: {
      yourOrder: (orderNumber) => `Bestellung ${orderNumber}`,
      viewOrder: 'Bestellung ansehen',
      trackParcel: 'Paket verfolgen',
      toTheShop: 'Noch einmal bestellen',
      correctAddress: 'Adresse ergänzen',
      subtotal: 'Zwischensumme',
      shipping: 'Versand',
      discount: 'Rabatt',
      tax: 'Steuern',
      total: 'Gesamt',
      charged: 'Abgebucht als',
      shipsTo: 'Lieferung an',
      parcel: 'Paket',
      carrier: 'Zusteller',
      trackingNumber: 'Sendungsnummer',
      expected: 'Voraussichtlich',
      inThisParcel: 'In diesem Paket',
      questions: 'Fragen? Antworten Sie einfach auf diese E-Mail.',
      whyYouGetThis: (shop, orderNumber) =>
        `Sie erhalten diese E-Mail wegen Ihrer Bestellung ${orderNumber} bei ${shop}.`,
    },
    alerts: {
      critical: 'Dringend',
      resolved: 'Erledigt',
      firingHeading: 'Das braucht einen Menschen',
      resolvedHeading: 'Das ist vorbei',
      lookAtOrder: 'Bestellung ansehen',
      lookAtShop: 'Shop ansehen',
      details: 'Einzelheiten',
      order: 'Bestellung',
      code: 'Code',
      message: 'Meldung',
      since: 'Seit',
      overSince: 'Vorbei seit',
      whyYouGetThis: (shop) => `Sie erhalten diese E-Mail, weil ${shop} Alarme hierher schickt.`,
      causes: alertCausesDe,
    },
  },
}
