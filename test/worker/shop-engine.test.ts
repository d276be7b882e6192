import { expect, waitUntil } from '@open-wc/testing';

import type { EnginePatch } from '../../src/core/engine-port.js';
import { ShopEngine } from '../../src/worker/shop-engine.js';
import { OPEN_CATALOG } from '../support/order-desk.js';

const real = globalThis.fetch;
let engine: ShopEngine | undefined;

afterEach(async () => {
  globalThis.fetch = real;
  await engine?.close();
});

/** An engine on the page whose catalog's address answers with whatever `serve` was told last. */
async function openEngine(id: string) {
  const told: EnginePatch[] = [];
  let shop = id;
  globalThis.fetch = async () =>
    new Response(JSON.stringify({ ...OPEN_CATALOG, shop: { ...OPEN_CATALOG.shop, id: shop } }));
  engine = new ShopEngine([], (patch) => told.push(patch));
  const url = `${document.baseURI}?${id}`;
  await engine.open({ catalog: { kind: 'url', url }, simulateOffline: false });
  await waitUntil(() => told.some(({ load }) => load?.kind === 'ready'));
  return { engine, told, serve: (other: string) => (shop = other) };
}

describe('a shop whose catalog becomes that of another shop', () => {
  it('stays what it is while its page is open, and says so to the developer', async () => {
    const id = `shop-${Date.now()}`;
    const { engine: open, told, serve } = await openEngine(id);
    const known = told.length;
    serve(`${id}-other`);
    await open.refresh();
    await waitUntil(() => told.length > known);
    const after = told.slice(known);
    expect(after.flatMap(({ problems = [] }) => problems.map(({ code }) => code))).to.deep.equal([
      'shop-changed',
    ]);
    expect(after.some(({ catalog }) => catalog)).to.equal(false);
  });
});
