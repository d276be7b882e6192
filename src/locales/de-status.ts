/** German, for the status. */
import type { StatusTerms } from './terms.js';

export const DE_STATUS: StatusTerms = {
  slow: 'Langsame Verbindung',
  sending: { other: 'Wird gesendet: {count} …' },
  waiting: { one: '{count} Bestellung nicht gesendet', other: '{count} Bestellungen nicht gesendet' },
  handed: {
    one: '{count} Abholung, Rücknahme oder Angabe zum Laden nicht gesendet',
    other: '{count} Abholungen, Rücknahmen oder Angaben zum Laden nicht gesendet',
  },
  handedAside: {
    one: '{count} Abholung, Rücknahme oder Angabe zum Laden zur Seite gelegt',
    other: '{count} Abholungen, Rücknahmen oder Angaben zum Laden zur Seite gelegt',
  },
  handedAsideHint:
    'Der Laden konnte das nicht lesen. Es bleibt hier gespeichert. Noch einmal senden oder dem Laden sagen.',
  waitingHint: 'Diese Seite wieder öffnen, wenn Empfang da ist.',
  byHandHint: 'Bei Empfang „Senden“ drücken.',
  parked: { one: '{count} Bestellung zur Seite gelegt', other: '{count} Bestellungen zur Seite gelegt' },
  parkedHint:
    'Der Laden konnte sie nicht lesen. Sie bleibt hier. Noch einmal senden oder am Stand bestellen.',
  needsYou: {
    one: '{count} Bestellung braucht eine Antwort',
    other: '{count} Bestellungen brauchen eine Antwort',
  },
  diagnostics: 'Diagnose',
};
