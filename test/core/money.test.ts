import { expect } from '@open-wc/testing';

import { formatMoney, minorDigits, roundHalfUp, toMajor } from '../../src/core/money.js';

/** Locales part numbers from signs with several kinds of space. */
const spaced = (text: string) => text.replace(/\s/g, ' ');

describe('money', () => {
  const digits = [
    { currency: 'GBP', count: 2 },
    { currency: 'EUR', count: 2 },
    { currency: 'JPY', count: 0 },
    { currency: 'KRW', count: 0 },
    { currency: 'KWD', count: 3 },
    { currency: 'CLF', count: 4 },
    // Browsers have said 0 for these; ISO 4217 says 2.
    { currency: 'RSD', count: 2 },
    { currency: 'PKR', count: 2 },
    { currency: 'HUF', count: 2 },
  ];
  for (const { currency, count } of digits) {
    it(`counts ${count} digits after the point in ${currency}`, () => {
      expect(minorDigits(currency)).to.equal(count);
    });
  }

  const written = [
    { minor: 240, currency: 'GBP', locale: 'en', text: '£2.40' },
    { minor: 200, currency: 'GBP', locale: 'en', text: '£2.00' },
    { minor: 0, currency: 'GBP', locale: 'en-GB', text: '£0.00' },
    { minor: -20, currency: 'GBP', locale: 'en', text: '−£0.20' },
    { minor: 123456, currency: 'EUR', locale: 'de', text: '1.234,56 €' },
    { minor: 500, currency: 'JPY', locale: 'en', text: '¥500' },
    { minor: 1250, currency: 'KWD', locale: 'en', text: 'KWD 1.250' },
    { minor: 12000, currency: 'RSD', locale: 'en', text: 'RSD 120.00' },
    { minor: 500, currency: 'JPY', locale: 'en-GB', text: '¥500' },
    { minor: 240, currency: 'USD', locale: 'en-GB', text: '$2.40' },
    { minor: 240, currency: 'BRL', locale: 'en', text: 'R$2.40' },
    { minor: 240, currency: 'GBP', locale: 'de', text: '2,40 £' },
    { minor: 500, currency: 'JPY', locale: 'de', text: '500 ¥' },
    { minor: 1250, currency: 'KWD', locale: 'de', text: '1,250 KWD' },
    { minor: 240, currency: 'GBP', locale: 'ar-u-nu-latn', text: '\u200f2.40 £' },
    { minor: 240, currency: 'EUR', locale: 'ar-u-nu-latn', text: '\u200f2.40 €' },
    { minor: 500, currency: 'JPY', locale: 'ar-u-nu-latn', text: '\u200f500 ¥' },
    { minor: 1250, currency: 'KWD', locale: 'ar-u-nu-latn', text: '\u200f1.250 د.ك.\u200f' },
    { minor: 1e12, currency: 'GBP', locale: 'en', text: '£10,000,000,000.00' },
  ];
  for (const { minor, currency, locale, text } of written) {
    it(`writes ${minor} ${currency} as ${text} for readers of ${locale}`, () => {
      expect(spaced(formatMoney(minor, currency, locale))).to.equal(text);
    });
  }

  const added = [
    { minor: 20, locale: 'en', text: '+£0.20' },
    { minor: -20, locale: 'en', text: '−£0.20' },
    { minor: 0, locale: 'en', text: '£0.00' },
    { minor: 20, locale: 'de', text: '+0,20 £' },
  ];
  for (const { minor, locale, text } of added) {
    it(`writes what adds ${minor} as ${text} for readers of ${locale}`, () => {
      expect(spaced(formatMoney(minor, 'GBP', locale, true))).to.equal(text);
    });
  }

  it('writes the sign of what is added left of its digits for readers of Arabic', () => {
    const seen = formatMoney(20, 'GBP', 'ar-u-nu-latn', true).replace(/[\u200e\u200f\u061c]/g, '');
    expect(spaced(seen)).to.equal('+0.20 £');
  });

  for (const locale of ['en_GB', '', 'x', 'not a language']) {
    it(`still writes an amount on a page whose language is "${locale}"`, () => {
      expect(formatMoney(240, 'GBP', locale)).to.equal('£2.40');
    });
  }

  it('keeps locales and currencies apart, however often they alternate', () => {
    const texts = ['en', 'de', 'en'].map((locale) => spaced(formatMoney(240, 'EUR', locale)));
    expect(texts).to.deep.equal(['€2.40', '2,40 €', '€2.40']);
  });

  it('turns minor units into the main unit by the currency', () => {
    expect([toMajor(240, 'GBP'), toMajor(240, 'JPY'), toMajor(240, 'KWD')]).to.deep.equal([2.4, 240, 0.24]);
  });

  const halves = [
    { exact: 0, rounded: 0 },
    { exact: 0.49, rounded: 0 },
    { exact: 0.5, rounded: 1 },
    { exact: 2.5, rounded: 3 },
    { exact: 1.005 * 100, rounded: 101 },
    { exact: 99.4999, rounded: 99 },
  ];
  for (const { exact, rounded } of halves) {
    it(`rounds ${exact} to ${rounded}`, () => {
      expect(roundHalfUp(exact)).to.equal(rounded);
    });
  }
});
