import type { RecommendationTerms } from './terms.js';

/** German, for what a shopper may want again. */
export const DE_RECOMMENDATIONS: RecommendationTerms = {
  buyAgain: 'Wieder kaufen',
  popularHere: 'Hier beliebt',
  boughtOnce: 'Einmal gekauft',
  boughtTimes: { one: '{count}-mal gekauft', other: '{count}-mal gekauft' },
  boughtMostly: {
    one: '{count}-mal gekauft, meist {size}',
    other: '{count}-mal gekauft, meist {size}',
  },
  newHere: 'Neu',
  addUsuals: 'Alles Übliche in den Korb',
  usualsIn: 'Alles Übliche ist im Korb',
  usualsSay: {
    one: '{count} übliches Produkt hinzugefügt',
    other: '{count} übliche Produkte hinzugefügt',
  },
  whyThis: 'Warum das?',
  whyDevice: 'Auf diesem Gerät aus Ihren Bestellungen ermittelt.',
  whyNode: 'Vom Server des Ladens aus Ihren Bestellungen ermittelt.',
  whySold: 'Was dieser Laden am meisten verkauft.',
  noneYet: 'Noch nichts vorzuschlagen',
  noneYetHint: 'Was Sie bestellen, steht beim nächsten Mal hier und ist mit einem Tippen wieder im Korb.',
  noneLeft: 'Gerade nichts mehr vorzuschlagen',
  suggestionsFailed: 'Vorschläge lassen sich gerade nicht zeigen.',
};
