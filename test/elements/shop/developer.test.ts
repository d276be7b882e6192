import { expect } from '@open-wc/testing';

import { isForDeveloper } from '../../../src/elements/shop/developer.js';

describe('what is for the page’s developer', () => {
  for (const hostname of ['localhost', '127.0.0.1', '[::1]', 'shop.localhost'])
    it(`is shown on their own machine, ${hostname}`, () => {
      expect(isForDeveloper({ debug: false }, hostname)).to.equal(true);
    });

  for (const hostname of [
    'millrace.example',
    'localhost.example',
    'mylocalhost',
    '127.0.0.1.example',
    '10.0.0.1',
    '',
  ])
    it(`is not shown to shoppers at “${hostname}”, unless the page asks for it`, () => {
      expect(isForDeveloper(undefined, hostname)).to.equal(false);
      expect(isForDeveloper({ debug: false }, hostname)).to.equal(false);
      expect(isForDeveloper({ debug: true }, hostname)).to.equal(true);
    });
});
