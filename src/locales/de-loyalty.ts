import type { LoyaltyTerms } from './terms.js';

/** German, for the shopper's points. */
export const DE_LOYALTY: LoyaltyTerms = {
  loyaltyTitle: 'Ihre Punkte',
  loyaltyNone: 'Noch keine Punkte',
  loyaltyNoneHint: {
    one: '{count} Punkt je {amount}, die für Waren bezahlt werden.',
    other: '{count} Punkte je {amount}, die für Waren bezahlt werden.',
  },
  pointsSettled: { one: '{count} Punkt', other: '{count} Punkte' },
  pointsPending: {
    one: '{count} weiterer, sobald Ihre Bestellungen abgeschlossen sind',
    other: '{count} weitere, sobald Ihre Bestellungen abgeschlossen sind',
  },
  redeemHow: 'Einlösen an der Kasse: jeder spart {value}.',
  redeemNow: {
    one: '{count} Punkt spart {off} bei diesem Korb. Einlösen an der Kasse.',
    other: '{count} Punkte sparen {off} bei diesem Korb. Einlösen an der Kasse.',
  },
  redeemOffline: 'Einlösen geht nur mit Verbindung.',
};
