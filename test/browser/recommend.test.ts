/** A shop's model from its file to the shopper's suggestions: in place of the formula once the page is idle, or not, and why. */
import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';

import { openModelFile } from '../../src/cli/model-file.js';
import { parseCatalog } from '../../src/core/catalog/parse-catalog.js';
import type { Order } from '../../src/core/order/order.js';
import { statisticsOf } from '../../src/core/recommend/catalog-statistics.js';
import { scoreByFormula } from '../../src/core/recommend/formula.js';
import type { Ranker } from '../../src/core/recommend/past-orders.js';
import { isPurchase } from '../../src/core/recommend/purchase.js';
import { readPurchases } from '../../src/core/recommend/purchases.js';
import { rankItems } from '../../src/core/recommend/rank-items.js';
import type { ShopState } from '../../src/core/shop-state.js';
import { openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import type { Screen } from '../support/journey/screen.js';
import { DRIVEN_WIDELY, Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { createShopModel, type ShopModel } from '../support/shop-model.js';
import '../support/virtual-modules.mjs';

const LIMIT = 10;
/** What is ordered, by the place of the product in the catalog: the first three times, the second twice, the third once. */
const ORDERS = [[0, 1, 2], [0, 1], [0]];

let stand: Stand;
let model: ShopModel;
/** What the server has under the model's address. */
let served: Uint8Array | undefined;
before(async () => {
  model = await createShopModel();
  stand = await openDemoStand(
    (text) => JSON.stringify({ ...(JSON.parse(text) as object), model: model.card }),
    {
      answer: ({ url }, response) => {
        if (!url?.startsWith('/model.tflite')) return false;
        if (served) response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(served);
        else response.writeHead(404).end();
        return true;
      },
    },
  );
});
after(() => stand.close());
beforeEach(() => {
  served = model.file;
});

/** Orders by script, with the first option of whatever has to be chosen, and allows them to be remembered. */
async function buy(shopper: Shopper<Screen>): Promise<void> {
  await shopper.page.evaluate(async (orders) => {
    interface Shop {
      readonly state: ShopState;
      add(variant: string, quantity: number, modifiers: object): Promise<{ ok: boolean }>;
      placeOrder(request: object): Promise<{ ok: boolean; code?: string }>;
      setConsent(consent: object): Promise<unknown>;
    }
    const shop = document.querySelector('punnet-shop') as unknown as Shop;
    const products = (shop.state.catalog?.products ?? []).filter(
      ({ variants }) => variants[0]?.available === true,
    );
    for (const places of orders) {
      for (const place of places) {
        const product = products[place];
        const modifiers = (product?.modifiers ?? []).filter(({ required }) => required);
        const chosen = modifiers.map(({ id, options }) => [id, options[0]?.id] as const);
        await shop.add(product?.variants[0]?.id ?? '', 3, Object.fromEntries(chosen));
      }
      const soon = Date.now() + 600_000;
      const slot = shop.state.slots['mill']?.find(
        ({ open, cutoff }) => open && Date.parse(cutoff) > soon,
      )?.id;
      const pickup = { depot: 'mill', slot };
      const placed = await shop.placeOrder({ contact: { name: 'Ada' }, pickup, payment: 'at-pickup' });
      if (!placed.ok) throw new Error(`not saved: ${placed.code}`);
    }
    await shop.setConsent({ personalisation: true });
  }, ORDERS);
}

interface Suggested {
  readonly products: readonly string[];
  readonly ranker: string;
  readonly reason?: string;
}

function suggest(shopper: Shopper<Screen>): Promise<Suggested> {
  return shopper.page.evaluate(async (limit) => {
    interface Shop {
      recommend(wish: object): Promise<{
        ok: boolean;
        suggestions: readonly { product: string }[];
        ranker: string;
        reason?: string;
      }>;
    }
    const shop = document.querySelector('punnet-shop') as unknown as Shop;
    const { suggestions, ranker, reason } = await shop.recommend({ limit });
    return { products: suggestions.map(({ product }) => product), ranker, ...(reason ? { reason } : {}) };
  }, LIMIT);
}

/** What Node makes of the same orders and the same catalog. */
async function rankInNode(shopper: Shopper<Screen>, rank: Ranker): Promise<readonly string[]> {
  const [orders, now] = (await shopper.page.evaluate(() => [
    (document.querySelector('punnet-shop') as unknown as { state: { orders: unknown } }).state.orders,
    Date.now(),
  ])) as [readonly Order[], number];
  const source = await (await fetch(`${stand.pageUrl}/catalog.json`)).json();
  const read = parseCatalog(source);
  assert.ok(read.ok);
  const { catalog } = read;
  const { history } = readPurchases(orders.filter(isPurchase), catalog, now);
  const isGone = (product: string) =>
    !catalog.products.find(({ id }) => id === product)?.variants.some(({ available }) => available === true);
  const given = { history, day: now / 86_400_000, statistics: statisticsOf(catalog) };
  return rankItems(given, rank, { limit: LIMIT, leaveOut: isGone });
}

for (const name of DRIVEN_WIDELY)
  describe(`a shop’s model (${name})`, () => {
    let phone: Phone;
    beforeEach(async () => {
      phone = await Phone.start(name);
    });

    async function open() {
      const ada = await phone.open(stand.pageUrl + TWO_LINES);
      await ada.ready();
      await buy(ada);
      return ada;
    }

    it('takes the formula’s place once it is here, and suggests what punnet rank would', async () => {
      try {
        const ada = await open();
        const first = await suggest(ada);
        assert.deepEqual(first, { products: await rankInNode(ada, scoreByFormula), ranker: 'formula' });
        await ada.until(({ recommender }) => recommender.ranker === 'model');
        const file = join(stand.data, 'model.tflite');
        await writeFile(file, model.file);
        await writeFile(`${file}.json`, JSON.stringify(model.card));
        const { rank } = await openModelFile(file);
        const then = await suggest(ada);
        assert.deepEqual(then, { products: await rankInNode(ada, rank), ranker: 'model' });
        assert.deepEqual(then.products.slice(0, 3), first.products.slice(0, 3).reverse());
        await ada.goOffline(true);
        assert.deepEqual(await suggest(ada), then);
        assert.deepEqual(ada.complaints, []);
      } finally {
        await phone.close();
      }
    });

    const faults = [
      { what: 'is not there', file: () => undefined, code: 'model-fetch' },
      { what: 'is cut short', file: () => model.file.slice(0, 500), code: 'model-hash' },
      {
        what: 'is another one',
        file: () => model.file.map((byte, at) => (at === 900 ? byte ^ 1 : byte)),
        code: 'model-hash',
      },
    ];
    for (const { what, file, code } of faults)
      it(`leaves it to the formula where its file ${what}, and says why`, async () => {
        served = file();
        try {
          const ada = await open();
          const { products } = await suggest(ada);
          await ada.until(({ recommender }) => recommender.reason !== undefined);
          assert.deepEqual(await suggest(ada), { products, ranker: 'formula', reason: code });
          assert.deepEqual(products, await rankInNode(ada, scoreByFormula));
          // Whoever tries the shop out is told on the page as well.
          await ada.page.evaluate(() =>
            document.querySelector('punnet-shop')?.append(document.createElement('punnet-status')),
          );
          await (await ada.find('diagnostics')).evaluate((details) => details.toggleAttribute('open', true));
          await ada.sees(`formula: ${code}`);
          // What is not there a browser itself writes down.
          assert.deepEqual(
            ada.complaints.filter((line) => !/404/.test(line)),
            [],
          );
        } finally {
          await phone.close();
        }
      });
  });
