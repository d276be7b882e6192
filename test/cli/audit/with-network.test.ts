/** What is said of the way with a network, and when the button that orders is pressed. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Survey } from '../../../src/cli/audit/survey.js';
import { isLeftToTry, walkWithNetwork, type Came } from '../../../src/cli/audit/with-network.js';
import type { Acted, Pressed } from '../../../src/cli/audit/steps.js';
import type { Visitor } from '../../../src/cli/audit/visitor.js';
import { PagedShop, PAGES } from '../../support/paged-shop.js';

interface Met {
  readonly code: string;
  readonly step: string;
  readonly happened: string;
}

async function walk(shop: PagedShop, more: Parameters<PagedShop['toVisitor']>[0]) {
  const met: Met[] = [];
  const survey = {
    options: { orderForReal: false },
    meet: async (_: Visitor, fault: Met) => void met.push(fault),
  } as unknown as Survey;
  const way = new Map<Pressed, Came>();
  await walkWithNetwork(survey, shop.toVisitor({ stayHere: () => undefined, ...more }), way);
  return { met, order: way.get('order'), pressed: shop.pressed };
}

/** Its button orders nothing, whatever is pressed. */
const broken = () => new PagedShop({ pages: { ...PAGES, 'When will you come?': { leads: { order: '' } } } });
const HERE = { url: 'http://localhost:8080/' };

describe('an order with a network', () => {
  it('is left out in a shop elsewhere that does not say it is for tests', async () => {
    const { met, order, pressed } = await walk(new PagedShop(), { wasHeldBack: false });
    assert.deepEqual([met, order], [[], 'left-out']);
    assert.ok(!pressed.includes('order on'));
  });

  it('goes through in a copy on this machine', async () => {
    const { met, order } = await walk(new PagedShop(), { ...HERE, wasHeldBack: true });
    assert.deepEqual(met, []);
    assert.ok(typeof order === 'object' && !order.trouble);
  });

  it('that is taken and never answered is told of', async () => {
    const { met, order } = await walk(new PagedShop(), { ...HERE, untilSent: async () => false });
    assert.deepEqual(
      met.map(({ code, step, happened }) => `${step} ${code}: ${happened}`),
      ['order order-not-sent: The order was kept on the device and had no answer within 1 s.'],
    );
    assert.ok(typeof order === 'object' && !order.trouble);
  });

  it('that fails in a copy on this machine is told of, also where the page wanted to reach another one', async () => {
    const [alone, reaching] = await Promise.all(
      [false, true].map((wasHeldBack) => walk(broken(), { ...HERE, wasHeldBack })),
    );
    for (const walked of [alone, reaching]) {
      assert.deepEqual(
        walked?.met.map(({ code, step }) => `${step} ${code}`),
        ['order step-not-done'],
      );
      assert.ok(typeof walked?.order === 'object' && walked.order.trouble);
    }
    assert.doesNotMatch(alone?.met[0]?.happened ?? '', /Other machines/);
    assert.match(
      reaching?.met[0]?.happened ?? '',
      /“order” was pressed, .*\. Other machines were out of reach\.$/,
    );
  });
});

describe('a step is tried without a network too', () => {
  const done: Acted = { said: [], typed: [] };
  const failed: Acted = { ...done, trouble: { kind: 'not-found' } };
  const rows: readonly (readonly [string, Came, boolean])[] = [
    ['worked with one', done, true],
    ['failed with one', failed, false],
    ['failed while other machines were kept out of reach', { ...failed, heldBack: true }, true],
    ['would have been real with one', 'left-out', true],
    ['broke off with one', 'broken-off', false],
    ['has nothing to press', { ...done, already: true }, false],
  ];
  for (const [what, came, tries] of rows)
    it(`${tries ? 'where' : 'except where'} it ${what}`, () => assert.equal(isLeftToTry(came), tries));
});
