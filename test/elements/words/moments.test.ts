import { expect } from '@open-wc/testing';

import { momentOf, slotOf } from '../../../src/elements/words/moments.js';

const [START, END] = ['2026-11-24T07:30:00Z', '2026-11-24T08:00:00Z'];

describe('a time and its day', () => {
  const written = [
    { locale: 'en-GB', comma: ', ' },
    { locale: 'de', comma: ', ' },
    { locale: 'ar-u-nu-latn', comma: '، ' },
    { locale: 'arn', comma: ', ' },
  ];
  for (const { locale, comma } of written)
    it(`are parted by the comma that is written in ${locale}`, () => {
      const here = { locale, zone: undefined };
      for (const text of [momentOf(here, START), slotOf(here, START, END)]) {
        const at = Math.max(text.lastIndexOf(','), text.lastIndexOf('،'));
        expect(text.slice(at, at + 2), text).to.equal(comma);
      }
    });
});
