/** What a page is asked, as the text that is sent to it. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { runInNewContext } from 'node:vm';

import { ask, type PunnetSight } from '../../../src/cli/audit/page-code.js';

/** A page that has nothing but a shop. */
function lookAtShop(endpoint: string | null): PunnetSight | null {
  const shop = {
    ...{ localName: 'punnet-shop', children: [], shadowRoot: null },
    hasAttribute: () => false,
    getAttribute: (name: string) => (name === 'endpoint' ? endpoint : null),
  };
  const document = { children: [shop], baseURI: 'https://shop.example/jam/' };
  const look = runInNewContext(String(ask.punnet), { document, URL }) as typeof ask.punnet;
  return look();
}

describe('a shop with Punnet', () => {
  const rows: readonly (readonly [string | null, string])[] = [
    ['https://orders.example/', 'https://orders.example/'],
    ['/orders', 'https://shop.example/orders'],
    [null, ''],
    ['http://', ''],
  ];
  for (const [endpoint, goes] of rows) {
    it(`with the endpoint ${endpoint} sends its orders to ${goes || 'nowhere'}, and can be audited`, () => {
      assert.equal(lookAtShop(endpoint)?.endpoint, goes);
    });
  }
});
