import type { TestimonialTerms } from './terms.js';

/** German, around what customers say. */
export const DE_TESTIMONIALS: TestimonialTerms = {
  customersSay: 'Was Kunden sagen',
  starsOf: '{stars} von {most}',
  starsFrom: { one: 'aus {count} Einkauf hier', other: 'aus {count} Einkäufen hier' },
  boughtHere: 'Hier gekauft · gesagt am {date}',
  notVerified: 'Nicht geprüft',
  pulseNow: {
    one: '{count} Bestellung in den letzten {days} Tagen',
    other: '{count} Bestellungen in den letzten {days} Tagen',
  },
  pulseOld: {
    one: '{count} Bestellung in den {days} Tagen bis {date}',
    other: '{count} Bestellungen in den {days} Tagen bis {date}',
  },
  wordsFailed: 'Was Kunden sagen, kann gerade nicht gezeigt werden.',
};
