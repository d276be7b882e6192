import type { ConsentTerms } from './terms.js';

/** German, for what a shopper allows, what is kept of them, and all of it erased. */
export const DE_CONSENT: ConsentTerms = {
  consentTitle: 'Ihre Daten',
  consentPurposes: 'Was diese Seite darf',
  'purpose.personalisation': 'Meine Bestellungen merken, um Nachkäufe vorzuschlagen',
  'purpose.personalisation.hint': {
    one: 'Bleibt auf diesem Gerät, {count} Tag',
    other: 'Bleibt auf diesem Gerät, {count} Tage',
  },
  'purpose.measurement': 'Ohne meinen Namen zählen, was auf dieser Seite wirkt',
  'purpose.measurement.hint': 'Nur Tagessummen',
  consentOff: 'Beides ist aus, bis Sie wählen. Bestellen geht so oder so.',
  consentEither: 'Bestellen geht so oder so.',
  consentRefused: 'Von Ihrem Browser abgestellt',
  consentRefusedHint:
    'Er sagt Seiten, dass Sie beides nicht wollen (Global Privacy Control). Ändern lässt es sich im Browser.',
  consentOn: 'An: {purpose}',
  consentNowOff: 'Aus: {purpose}',
  retentionTitle: 'Was wie lange bleibt',
  retentionWhat: 'Was',
  retentionHow: 'Wie lange',
  'kept.draftBasket': 'Ihr Korb, auf diesem Gerät',
  'kept.unsentOrder': 'Nicht gesendete Bestellungen, auf diesem Gerät',
  'kept.settledOrder': 'Was eine abgeschlossene Bestellung enthielt, auf diesem Gerät',
  'kept.receipt': 'Ihr Beleg, auf diesem Gerät',
  'kept.purchaseHistory': 'Was Sie gekauft haben, für Vorschläge, auf diesem Gerät, wenn Sie es erlauben',
  'kept.pulse': 'Was andere kaufen, auf diesem Gerät',
  'kept.counted': 'Was Ihnen gezeigt wurde und was daraus wurde, zum Zählen, wenn Sie es erlauben',
  'kept.sealedContact': 'Ihr Name und wie Sie zu erreichen sind, versiegelt, beim Laden, nach der Abholzeit',
  keptDays: { one: '{count} Tag', other: '{count} Tage' },
  keptUntilAnswered: 'Bis der Laden geantwortet hat',
  exportAll: 'Eine Kopie meiner Daten sichern',
  exportedAll: 'Eine Kopie ist gesichert. Wer sie hat, kann Ihre Bestellungen abholen und absagen.',
  eraseAll: 'Alles auf diesem Gerät löschen',
  eraseAsk: 'Alles auf diesem Gerät löschen?',
  eraseWhat:
    'Bestellungen, Belege, Korb, Punkte und Ihre Wahl gehen. Der Laden wird gebeten, Ihren Namen zu vergessen.',
  eraseUnsent: {
    one: '{count} Bestellung ist nicht gesendet. Wird sie gelöscht, bekommt der Laden sie nie.',
    other: '{count} Bestellungen sind nicht gesendet. Werden sie gelöscht, bekommt der Laden sie nie.',
  },
  eraseKeepCode: {
    one: 'Sie lässt sich noch abholen: Behalten Sie den Code der Bestellung {codes}.',
    other: 'Sie lassen sich noch abholen: Behalten Sie die Codes der Bestellungen {codes}.',
  },
  eraseNow: 'Löschen',
  eraseAnyway: 'Trotzdem löschen',
  eraseKeep: 'Alles behalten',
  sendFirst: 'Zuerst senden',
  erasing: 'Wird gelöscht…',
  erased: 'Alles auf diesem Gerät ist gelöscht',
  erasedTold: 'Auch der Laden wurde gebeten, Sie zu vergessen.',
  erasedUntold: 'Der Laden wird gebeten, Sie zu vergessen, sobald diese Seite offen ist und Verbindung hat.',
  erasedRefused:
    'Der Laden konnte nicht lesen, dass Sie vergessen werden wollen: {reason}. Sagen Sie es ihm selbst oder noch einmal von hier.',
  tellAgain: 'Dem Laden noch einmal sagen',
  'refused.orders-not-sent': {
    one: '{count} Bestellung ist nicht gesendet. Nichts wurde gelöscht.',
    other: '{count} Bestellungen sind nicht gesendet. Nichts wurde gelöscht.',
  },
  'refused.erase-unfinished':
    'Es ist gelöscht, nur ließen sich Kopien noch nicht entfernen. Gesendet werden sie nie. Löschen Sie noch einmal.',
  'refused.global-privacy-control': 'Ihr Browser sagt Seiten, dass Sie beides nicht wollen.',
  'refused.storage-closed':
    'Der Speicher des Browsers antwortet nicht. Schließen Sie andere Tabs dieser Seite und versuchen Sie es noch einmal.',
  'refused.storage-full': 'Der Speicher dieses Geräts ist voll. Schaffen Sie etwas Platz.',
  'refused.busy': 'Ein anderer Tab schreibt gerade. Versuchen Sie es noch einmal.',
  'refused.not-ready':
    'Das braucht einmal eine Verbindung. Verbinden Sie sich und versuchen Sie es noch einmal.',
  'refused.order-path-unreachable':
    'Das braucht einmal eine Verbindung. Verbinden Sie sich und versuchen Sie es noch einmal.',
};
