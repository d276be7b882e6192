/** What is said of a step without a network is true, and is the network's doing. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import type { Acted, Pressed } from '../../../src/cli/audit/steps.js';
import type { Survey, Went } from '../../../src/cli/audit/survey.js';
import type { Visitor } from '../../../src/cli/audit/visitor.js';
import type { Way } from '../../../src/cli/audit/with-network.js';
import { actWithout, reloadWithout, reopenWithout } from '../../../src/cli/audit/without-network.js';
import { LOST, PagedShop, PAGES, type PagedShopOptions } from '../../support/paged-shop.js';

interface Met {
  readonly code: string;
  readonly step: string;
  readonly network: string;
  readonly happened: string;
}

function begin(shop: PagedShop = new PagedShop(), more: Parameters<PagedShop['toVisitor']>[0] = {}) {
  const met: Met[] = [];
  const survey = {
    options: { url: 'https://shop.example/' },
    meet: async (_: Visitor, fault: Met) => void met.push(fault),
  } as unknown as Survey;
  const said = () => met.map(({ code, step, network }) => `${step} ${network} ${code}`);
  return { survey, visitor: shop.toVisitor(more), met, said };
}

const DONE: Acted = { said: [], typed: [] };
const NOT_FOUND: Acted = { ...DONE, trouble: { kind: 'not-found' } };
const wayOf = (...steps: [Pressed, Acted | 'left-out'][]): Way => new Map(steps);

describe('a page that is opened again without a network', () => {
  const rows: readonly (readonly [string, Way, boolean])[] = [
    ['has nothing to go to a product by, as it had with a network', wayOf(['product', DONE]), false],
    ['had nothing to go to a product by with a network either', wayOf(['product', NOT_FOUND]), true],
    [
      'has nothing to add by, as it had with a network',
      wayOf(['product', { ...DONE, already: true }], ['add', DONE]),
      false,
    ],
    [
      'had nothing that could be added with a network either',
      wayOf(['product', { ...DONE, already: true }], ['add', NOT_FOUND]),
      true,
    ],
    ['was not gone on from with a network', wayOf(), true],
  ];
  for (const [what, way, whole] of rows) {
    it(`is ${whole ? 'not ' : ''}called incomplete where it ${what}`, async () => {
      const { survey, visitor, said } = begin(new PagedShop({ pages: {} }));
      assert.equal(await reopenWithout(survey, visitor, way), whole ? 'done' : 'failed');
      assert.deepEqual(said(), whole ? [] : ['open cut page-incomplete-offline']);
    });
  }
});

const WHOLE_WAY = wayOf(
  ['product', { ...DONE, already: true }],
  ['add', { ...DONE, said: ['Added'] }],
  ['basket', DONE],
  ['checkout', DONE],
  ['order', DONE],
);

const [WHERE, WHEN] = ['Where are you?', 'When will you come?'];

describe('what was typed', () => {
  const walk = async (step: Pressed, options: PagedShopOptions) => {
    const { survey, visitor, met, said } = begin(new PagedShop(options));
    await actWithout(survey, visitor, { step, lack: 'cut', way: WHOLE_WAY });
    return { said: said(), words: met.at(-1)?.happened };
  };

  it('on an earlier page of the checkout is not lost by an order that fails', async () => {
    const { said } = await walk('order', { cut: { [WHEN]: LOST } });
    assert.deepEqual(said, ['order cut order-not-offline']);
  });

  it('on an earlier page of the checkout is not lost by a later one that does not come', async () => {
    const { said } = await walk('checkout', { cut: { [WHERE]: LOST } });
    assert.deepEqual(said, ['checkout cut checkout-not-offline']);
  });

  it('on any page is not lost by a checkout of more pages than the audit turns', async () => {
    const chain = Array.from({ length: 9 }, (_, index) => [
      `Page ${index}`,
      { leads: { continue: `Page ${index + 1}` }, fields: [`field-${index}`] },
    ]);
    const pages = {
      ...{ Oats: PAGES.Oats ?? {}, Added: PAGES.Added ?? {} },
      ...{ 'Your basket': { leads: { checkout: 'Page 0' } }, ...Object.fromEntries(chain) },
    };
    const { said } = await walk('checkout', { pages });
    assert.deepEqual(said, ['checkout cut checkout-not-offline']);
  });

  it('on the page at hand is lost where the way back brings it empty', async () => {
    const ordering = await walk('order', { cut: { [WHEN]: LOST }, forgets: ['name', 'email', 'day'] });
    assert.deepEqual(ordering.said, ['order cut order-not-offline', 'order cut typed-lost']);
    assert.equal(ordering.words, 'After going back, 1 of 1 fields were empty: day.');
    const checking = await walk('checkout', { cut: { [WHERE]: LOST }, forgets: ['name', 'town'] });
    assert.deepEqual(checking.said, ['checkout cut checkout-not-offline', 'checkout cut typed-lost']);
    assert.equal(checking.words, 'After going back, 1 of 2 fields were empty: town.');
  });

  it('is lost without a way back where the form is replaced', async () => {
    const { said, words } = await walk('order', { cut: { [WHEN]: 'It did not work' } });
    assert.deepEqual(said, ['order cut order-not-offline', 'order cut typed-lost']);
    assert.equal(words, '1 of 1 fields were empty: day.');
  });
});

describe('a basket', () => {
  const rows: readonly (readonly [string, readonly Reload[], Went, readonly string[]])[] = [
    ['is kept with a network and without', ['kept', 'kept'], 'done', []],
    ['is lost with a network already', ['lost'], 'failed-before', ['reload on basket-lost']],
    [
      'can’t be told of where no page comes with a network',
      ['gone'],
      'failed-before',
      ['reload on unsteady'],
    ],
    ['is lost without a network', ['kept', 'lost'], 'failed', ['reload cut basket-lost']],
    ['is gone with its page', ['kept', 'gone', 'kept'], 'failed', ['reload cut reload-not-offline']],
  ];
  for (const [what, reloads, went, findings] of rows) {
    it(`${what} when it is reloaded`, async () => {
      const [shop, left] = [new PagedShop(), [...reloads]];
      let came: Reload | undefined;
      const come = async () =>
        (came = left.shift()) === 'gone' ? 'net::ERR_INTERNET_DISCONNECTED' : undefined;
      const punnet = async () => ({
        ...{ defined: true, short: 0 },
        items: came === 'lost' ? 0 : shop.pressed.length,
      });
      const { survey, visitor, said } = begin(shop, { reload: come, open: come, punnet });
      assert.equal(await reloadWithout(survey, visitor, WHOLE_WAY), went);
      assert.deepEqual(said(), findings);
    });
  }
});

type Reload = 'kept' | 'lost' | 'gone';

describe('an order that is taken without a network', () => {
  const order = async (more: Parameters<PagedShop['toVisitor']>[0], pages = PAGES) => {
    const { survey, visitor, said } = begin(new PagedShop({ pages }), more);
    const went = await actWithout(survey, visitor, { step: 'order', lack: 'cut', way: WHOLE_WAY });
    return [went, ...said()];
  };
  const reload = async () => 'net::ERR_INTERNET_DISCONNECTED';

  it('is kept where the device has what was typed, or the page thanks for it again', async () => {
    assert.deepEqual(await order({ reload, keeps: async () => true }), ['done']);
    assert.deepEqual(await order({ keeps: async () => false }), ['done']);
  });

  it('is lost where the device has nothing of it and no page comes', async () => {
    assert.deepEqual(await order({ reload }), ['failed', 'order cut order-lost']);
  });

  it('was not tried where the way to it broke off with a network', async () => {
    const closed = { ...PAGES, 'Your basket': {} };
    assert.deepEqual(await order({}, closed), ['not-reached', 'basket on unsteady']);
  });
});
