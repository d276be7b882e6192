import { expect, oneEvent } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';

import type { Recommended } from '../../src/core/personal-port.js';
import type { Outcome } from '../../src/core/shop-port.js';
import type {
  AddDetail,
  RecommendationsShownDetail,
  RecommendationTakenDetail,
} from '../../src/elements/events.js';
import type { PunnetShop } from '../../src/elements/punnet-shop.js';
import { CATALOG } from '../support/fixtures.js';
import { show, type Look, type ShownLook } from '../support/looks/look.js';
import '../support/looks/looks.js';
import {
  orderOf,
  POPULAR,
  recommendationsLooks,
  REGULAR,
  SHARES,
} from '../support/looks/recommendations-looks.js';
import { announced } from '../support/shop-fixture.js';

const OWN_JAR = { container: 'own-jar' };
const lookOf = (name: string) => recommendationsLooks.find((look) => look.name === name) as Look;
const showIn = (state: Look['state'], more: Partial<Look> = {}) =>
  show('recommendations', { name: '', state: state ?? {}, ...more });

const root = ({ el }: ShownLook) => el.shadowRoot as ShadowRoot;
const all = (shown: ShownLook, part: string) => [
  ...root(shown).querySelectorAll<HTMLElement>(`[part~="${part}"]`),
];
const textsOf = (shown: ShownLook, part: string) =>
  all(shown, part).map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim());
const shopOf = ({ page }: ShownLook) => page.querySelector('punnet-shop') as PunnetShop;

/** What is added elsewhere on the page. */
async function addElsewhere(shown: ShownLook, variant: string, modifiers = {}) {
  await shown.port.add(variant, 1, modifiers);
  await shown.settle();
}

/** Questions that wait for their answer, the oldest first. */
function holdAnswers({ port }: ShownLook) {
  const answer = port.recommend.bind(port);
  const waiting: ((given?: Outcome<Recommended>) => Promise<void>)[] = [];
  port.recommend = (wish) =>
    new Promise((resolve) => {
      waiting.push(async (given) => resolve(given ?? (await answer(wish))));
    });
  return waiting;
}

describe('what a shopper may want again', () => {
  it('is accessible, also right to left', async () => {
    const shown = await showIn(REGULAR);
    await expect(shown.el).to.be.accessible();
    shown.page.dir = 'rtl';
    shown.page.lang = 'ar';
    await shown.settle();
    await expect(shown.el).to.be.accessible();
  });

  it('is each with its reason, and with the size that was taken most', async () => {
    const shown = await showIn(REGULAR);
    expect(textsOf(shown, 'heading')).to.deep.equal(['Buy again']);
    expect(textsOf(shown, 'title').slice(0, 3)).to.deep.equal(['Rolled oats', 'Heather honey', 'Hen eggs']);
    expect(textsOf(shown, 'reason').slice(0, 3)).to.deep.equal([
      'You bought this 3 times, mostly 500 g',
      'You bought this 2 times',
      'New',
    ]);
    expect(textsOf(shown, 'options-taken')).to.deep.equal(['Own jar']);
  });

  it('was bought once where it was bought once', async () => {
    const shown = await showIn({ ...REGULAR, orders: [orderOf(1)] });
    expect(textsOf(shown, 'reason')[0]).to.equal('You bought this once');
  });

  it('is what sells most to whoever bought nothing, and says so', async () => {
    const shown = await showIn(POPULAR);
    expect(textsOf(shown, 'heading')).to.deep.equal(['Popular here']);
    expect(textsOf(shown, 'reason')).to.deep.equal(['Popular here', 'Popular here', 'New']);
    expect(textsOf(shown, 'why')[0]).to.equal('Why this? From what this shop sells most.');
  });

  it('says where it was worked out', async () => {
    const here = await showIn(REGULAR);
    expect(textsOf(here, 'why')[0]).to.contain('Worked out on this device from your orders.');
    const there = await showIn({ ...REGULAR, recommender: { ranker: 'node' } });
    expect(textsOf(there, 'why')[0]).to.contain('The shop’s server worked this out from your orders.');
  });

  it('is as much as the page asks for, whatever it asks for', async () => {
    const shown = await showIn(REGULAR);
    for (const [limit, items] of [
      [1, 1],
      [2, 2],
      [0, 3],
      [1e9, 3],
    ] as const) {
      (shown.el as unknown as { limit: number }).limit = limit;
      await shown.settle();
      expect(all(shown, 'item').length).to.equal(items);
    }
  });
});

describe('two sizes', () => {
  it('are a choice of which the first is made, and another is one tap', async () => {
    const shown = await showIn(REGULAR);
    expect(textsOf(shown, 'option')).to.deep.equal([
      '500 g, £2.40, £4.80 per kg',
      '1 kg, £4.20, £4.20 per kg',
    ]);
    expect(textsOf(shown, 'price')[0]).to.equal('£2.20');
    all(shown, 'option')[1]?.querySelector('input')?.click();
    await shown.settle();
    expect([textsOf(shown, 'price')[0], textsOf(shown, 'unit-price')[0]]).to.deep.equal([
      '£4.00',
      '£4.20 per kg',
    ]);
    await shown.press('add-button');
    expect(shown.port.calls.at(-1)).to.not.equal(undefined);
    const added = shown.port.calls.find(([name]) => name === 'add');
    expect(added).to.deep.equal(['add', 'oats-1000', 1, OWN_JAR, 'recommendation']);
  });

  it('are gone through with the arrow keys', async () => {
    const shown = await showIn(REGULAR);
    root(shown).querySelector<HTMLInputElement>('input:checked')?.focus();
    await sendKeys({ press: 'ArrowDown' });
    await shown.settle();
    expect(textsOf(shown, 'option-selected')).to.deep.equal(['1 kg, £4.20, £4.20 per kg']);
  });

  it('of one product are no choice among those of another', async () => {
    const twin = { ...SHARES.products[0], id: 'spelt', title: 'Spelt flakes' } as (typeof SHARES.products)[0];
    const variants = twin.variants.map((variant) => ({ ...variant, id: `spelt-${variant.id}` }));
    const catalog = { ...SHARES, products: [...SHARES.products, { ...twin, variants }] };
    const shown = await showIn({ ...POPULAR, catalog });
    expect(root(shown).querySelectorAll('.sizes input:checked').length).to.equal(2);
  });
});

describe('adding what is suggested', () => {
  it('says so aloud, and tells the page what was taken and from where', async () => {
    const shown = await showIn(REGULAR);
    const asked = oneEvent(shown.el, 'punnet-add-request') as Promise<CustomEvent<AddDetail>>;
    const taken = oneEvent(shown.el, 'punnet-recommendation-taken') as Promise<
      CustomEvent<RecommendationTakenDetail>
    >;
    const said = announced(shopOf(shown));
    await shown.press('add-button');
    const detail = { variant: 'oats-500', quantity: 1, modifiers: OWN_JAR, from: 'recommendation' };
    expect((await asked).detail).to.deep.equal(detail);
    expect((await taken).detail).to.deep.equal({
      cause: 'shopper',
      product: 'oats',
      variant: 'oats-500',
      place: 1,
      reason: { kind: 'bought', times: 3, mostly: 'oats-500' },
      ranker: 'formula',
    });
    expect(await said).to.equal('Added Rolled oats 500 g Own jar, 1 in basket');
    expect(shown.port.state.cart.lines.map(({ from }) => from)).to.deep.equal(['recommendation']);
  });

  it('can be stopped by the page, which then is told of nothing', async () => {
    const shown = await showIn(REGULAR);
    const facts: string[] = [];
    shown.page.addEventListener('punnet-add-request', (event) => event.preventDefault());
    shown.page.addEventListener('punnet-recommendation-taken', () => facts.push('taken'));
    await shown.press('add-button');
    expect([facts, shown.port.state.cart.count, textsOf(shown, 'added-note')]).to.deep.equal([[], 0, []]);
  });

  it('leaves it in its place, reworded, until it leaves the basket', async () => {
    const shown = await showIn(REGULAR);
    const before = textsOf(shown, 'title');
    const [button] = all(shown, 'add-button');
    button?.focus();
    const place = () => button?.getBoundingClientRect().top;
    const top = place();
    button?.click();
    await shown.settle();
    expect(textsOf(shown, 'title')).to.deep.equal(before);
    expect(textsOf(shown, 'added-note')).to.deep.equal(['Added. 1 in basket.']);
    expect([place(), root(shown).activeElement === button]).to.deep.equal([top, true]);
    await shown.port.clear();
    await shown.settle();
    expect([textsOf(shown, 'title'), textsOf(shown, 'added-note')]).to.deep.equal([before, []]);
    await addElsewhere(shown, 'oats-500', OWN_JAR);
    expect(textsOf(shown, 'title')).to.deep.equal(before.slice(1));
  });

  it('asks for what was never chosen, in its place', async () => {
    const shown = await showIn(POPULAR);
    await shown.press('add-button');
    expect(textsOf(shown, 'field-error')).to.deep.equal(['! Choose Container first']);
    expect((root(shown).activeElement as HTMLInputElement).name).to.equal('modifier-container');
    expect(shown.port.state.cart.count).to.equal(0);
    (root(shown).activeElement as HTMLInputElement).click();
    await shown.settle();
    expect(textsOf(shown, 'modifiers').length).to.equal(1);
    await shown.press('add-button');
    expect(shown.port.state.cart.lines[0]?.modifiers).to.deep.equal(OWN_JAR);
  });
});

describe('all that is usual', () => {
  it('is added with one press and said once', async () => {
    const shown = await showIn(REGULAR);
    const facts: unknown[] = [];
    shown.page.addEventListener('punnet-recommendation-taken', ({ detail }) =>
      facts.push([detail.product, detail.place]),
    );
    expect(textsOf(shown, 'add-all-button')).to.deep.equal(['Add all my usuals']);
    const said = announced(shopOf(shown));
    await shown.press('add-all-button');
    expect(await said).to.equal('Added 2 of your usuals');
    expect(facts).to.deep.equal([
      ['oats', 1],
      ['honey', 2],
    ]);
    expect(textsOf(shown, 'add-all-button')).to.deep.equal(['All your usuals are in the basket']);
  });

  it('is added but for what is refused, which says so at its place', async () => {
    const shown = await showIn(REGULAR);
    const add = shown.port.add.bind(shown.port);
    shown.port.add = async (variant, ...more) =>
      variant === 'oats-500'
        ? { ok: false, code: 'at-maximum', message: '', about: { max: 10 } }
        : add(variant, ...more);
    await shown.press('add-all-button');
    expect(shown.port.state.cart.lines.map(({ variant }) => variant)).to.deep.equal(['honey-340']);
    expect(
      all(shown, 'chip').map((chip) => chip.closest('article')?.querySelector('h3')?.textContent),
    ).to.deep.equal(['Rolled oats']);
    expect(textsOf(shown, 'chip')).to.deep.equal(['No more than 10 in one order']);
  });

  it('is no button for one thing alone, or for what has to be asked about', async () => {
    const one = await showIn({ ...REGULAR, orders: [orderOf(2), orderOf(1)] });
    expect(textsOf(one, 'add-all-button')).to.deep.equal([]);
    const open = (REGULAR.orders ?? []).map((order) => ({
      ...order,
      lines: order.lines.map((line) => ({ ...line, modifiers: {} })),
    }));
    const asks = await showIn({ ...REGULAR, orders: open });
    expect(textsOf(asks, 'add-all-button')).to.deep.equal([]);
  });
});

describe('while other things change', () => {
  it('what is added elsewhere leaves the list, and another takes its place', async () => {
    const shown = await showIn(REGULAR);
    (shown.el as unknown as { limit: number }).limit = 2;
    await shown.settle();
    expect(textsOf(shown, 'title')).to.deep.equal(['Rolled oats', 'Heather honey']);
    await addElsewhere(shown, 'oats-500', OWN_JAR);
    expect(textsOf(shown, 'title')).to.deep.equal(['Hen eggs', 'Heather honey']);
  });

  it('what is sold out leaves the list', async () => {
    const shown = await showIn(REGULAR);
    shown.port.change({ stock: { station: { 'honey-340': 0 } } });
    await shown.settle();
    expect(textsOf(shown, 'title')).to.deep.equal(['Rolled oats', 'Hen eggs']);
  });

  it('the focus goes on to what stands in the place of what had it', async () => {
    const shown = await showIn(REGULAR);
    all(shown, 'add-button')[1]?.focus();
    shown.port.change({ stock: { station: { 'honey-340': 0 } } });
    await shown.settle();
    expect(root(shown).activeElement?.textContent).to.equal('Hen eggs');
    shown.port.change({ catalog: { ...CATALOG, products: CATALOG.products.slice(1, 2) } });
    await shown.settle();
    expect(root(shown).activeElement?.textContent?.trim()).to.equal('Buy again');
  });

  it('one question is asked at a time, and the last answer counts', async () => {
    const shown = await showIn(REGULAR);
    const waiting = holdAnswers(shown);
    shown.port.change({ orders: [orderOf(1)] });
    await shown.settle();
    shown.port.change({ orders: [orderOf(2, 'honey-340'), orderOf(1, 'honey-340')] });
    await shown.settle();
    expect(waiting.length).to.equal(1);
    await waiting[0]?.({ ok: true, ranker: 'formula', suggestions: [] });
    await shown.settle();
    expect([waiting.length, textsOf(shown, 'empty')]).to.deep.equal([2, []]);
    await waiting[1]?.();
    await shown.settle();
    expect(textsOf(shown, 'reason').slice(0, 2)).to.deep.equal([
      'You bought this 2 times, mostly 500 g',
      'You bought this 2 times',
    ]);
    expect(waiting.length).to.equal(2);
  });

  it('it is asked again when the shopper allows it', async () => {
    const shown = await showIn({ ...REGULAR, consent: { personalisation: false, measurement: false } });
    expect(textsOf(shown, 'heading')).to.deep.equal(['Popular here']);
    await shown.port.setConsent({ personalisation: true });
    await shown.settle();
    expect([textsOf(shown, 'heading'), textsOf(shown, 'title')[1]]).to.deep.equal([
      ['Buy again'],
      'Heather honey',
    ]);
  });
});

describe('where nothing can be suggested', () => {
  const nothing = { catalog: CATALOG, orders: [orderOf(1)] };
  for (const [name, state, attribute] of [
    ['without leave, in a shop that says nothing of what sells', nothing, ''],
    ['that is still being read', { ...nothing, load: { kind: 'loading' } }, ''],
    ['where the page wants none', REGULAR, 'off'],
    ['whose engine says that it has none', { ...REGULAR, recommender: { ranker: 'off' } }, ''],
  ] as const)
    it(`takes no room ${name}`, async () => {
      const shown = await showIn(state as Look['state']);
      if (attribute) shopOf(shown).recommender = attribute;
      await shown.port.setConsent({});
      await shown.settle();
      expect(shown.el.getBoundingClientRect().height).to.equal(0);
      expect(shown.el.shadowRoot?.textContent?.trim()).to.equal('');
    });

  it('says what will be here, in words that a page may replace', async () => {
    const shown = await show('recommendations', lookOf('before the first order'));
    expect(textsOf(shown, 'empty')).to.deep.equal(['Nothing to suggest yet']);
    expect(shown.el.matches(':state(empty)')).to.equal(true);
    expect(root(shown).querySelector('slot[name=empty]')?.textContent).to.contain('the next time');
  });

  it('says that it has no answer, and asks again', async () => {
    const shown = await show('recommendations', lookOf('without an answer'));
    expect(textsOf(shown, 'error')[0]).to.contain('Suggestions can’t be shown now.');
    shown.port.refusals.clear();
    await shown.press('retry-button');
    expect(all(shown, 'item').length).to.equal(3);
  });
});

describe('while it loads', () => {
  it('has the height of what comes', async () => {
    const shown = await show('recommendations', lookOf('while the shop is asked'));
    const height = () => shown.el.getBoundingClientRect().height;
    const waiting = height();
    expect([all(shown, 'skeleton').length, shown.el.matches(':state(loading)')]).to.deep.equal([3, true]);
    // The width is another where a second one makes the page scroll.
    shown.page.remove();
    const ready = await showIn(REGULAR);
    expect(ready.el.getBoundingClientRect().height).to.equal(waiting);
  });

  it('is neither read nor found with the keyboard', async () => {
    const shown = await show('recommendations', lookOf('while the shop is asked'));
    const within = root(shown).querySelector<HTMLButtonElement>('li button');
    within?.focus();
    expect(root(shown).activeElement).to.equal(null);
  });
});

describe('a list that is shown', () => {
  const listen = (shown: ShownLook) => {
    const told: RecommendationsShownDetail[] = [];
    shown.page.addEventListener('punnet-recommendations-shown', ({ detail }) => told.push(detail));
    return told;
  };
  /** What is observed is told of after a frame. */
  const seen = async ({ el, settle }: ShownLook) => {
    await new Promise((resolve) => {
      const observer = new IntersectionObserver(() => {
        observer.disconnect();
        resolve(undefined);
      });
      observer.observe(el);
    });
    await settle();
  };

  it('is told of once for the same products', async () => {
    const shown = await show('recommendations', {
      name: '',
      state: { load: { kind: 'loading' }, catalog: null },
    });
    const told = listen(shown);
    shown.port.change({ load: { kind: 'ready' }, catalog: CATALOG, ...REGULAR });
    await shown.settle();
    await seen(shown);
    expect(told.map(({ suggestions, cause, ranker }) => [suggestions.length, cause, ranker])).to.deep.equal([
      [3, 'sync', 'formula'],
    ]);
    shown.port.change({ orders: [...(REGULAR.orders ?? [])] });
    await shown.settle();
    await seen(shown);
    expect(told.length).to.equal(1);
    await addElsewhere(shown, 'oats-500', OWN_JAR);
    await seen(shown);
    expect(told.map(({ suggestions }) => suggestions.length)).to.deep.equal([3, 2]);
  });

  it('is told of when the shopper comes to it', async () => {
    const shown = await show('recommendations', {
      name: '',
      state: { load: { kind: 'loading' }, catalog: null },
    });
    const told = listen(shown);
    shown.page.style.marginBlockStart = '300vh';
    shown.port.change({ load: { kind: 'ready' }, catalog: CATALOG, ...REGULAR });
    await shown.settle();
    await seen(shown);
    expect(told.length).to.equal(0);
    const fact = oneEvent(shown.el, 'punnet-recommendations-shown');
    shown.el.scrollIntoView();
    await fact;
    expect(told.length).to.equal(1);
  });
});
