import { expect } from '@open-wc/testing';

import { AR_ORDER } from '../../src/locales/ar-order.js';
import { AR } from '../../src/locales/ar.js';
import { DE_ORDER } from '../../src/locales/de-order.js';
import { DE } from '../../src/locales/de.js';
import { EN_ORDER } from '../../src/locales/en-order.js';
import { EN } from '../../src/locales/en.js';

/** What the order path can answer a shopper who presses a button. */
const CODES = [
  'no-catalog',
  'no-endpoint',
  'order-path-unreachable',
  'order-path-foreign',
  'not-ready',
  'empty-basket',
  'line-unavailable',
  'below-minimum',
  'total-changed',
  'name-too-long',
  'email-too-long',
  'phone-too-long',
  'unknown-depot',
  'unknown-slot',
  'cutoff-passed',
  'slot-full',
  'payment-refused',
  'note-too-long',
  'order-too-large',
  'insecure',
  'needs-connection',
  'points-need-connection',
  'too-many-points',
  'over-order-limit',
  'over-device-limit',
  'busy',
  'storage-full',
  'storage-closed',
  'unknown-order',
  'already-chosen',
  'not-cancellable',
  'nothing-to-accept',
  'unreachable',
  'refused',
];

describe('a refusal', () => {
  for (const [language, words] of Object.entries({
    English: { ...EN, ...EN_ORDER },
    German: { ...DE, ...DE_ORDER },
    Arabic: { ...AR, ...AR_ORDER },
  })) {
    it(`that a shopper can meet has words of its own in ${language}`, () => {
      const wordless = CODES.filter((code) => !Object.hasOwn(words, `refused.${code}`));
      expect(wordless).to.deep.equal([]);
    });
  }
});
