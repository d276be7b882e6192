import { expect, html, nextFrame, waitUntil } from '@open-wc/testing';

import type { ShopState } from '../../../src/core/shop-state.js';
import type { DayStock, StallPort } from '../../../src/core/stall/stall-port.js';
import { PunnetVerify } from '../../../src/elements/punnet-verify.js';
import { FakeShopPort } from '../../support/fake-shop-port.js';
import { createState } from '../../support/fixtures.js';
import {
  COUNTED,
  FEWER,
  HELD,
  loadDayForm,
  manyProducts,
  typeNumber,
  typePlaceNumber,
} from '../../support/looks/day-looks.js';
import { OPEN } from '../../support/looks/verify-looks.js';
import { announced, defineOnce, part, partText, renderShop, settled } from '../../support/shop-fixture.js';

defineOnce('punnet-verify', PunnetVerify);
before(loadDayForm);

interface Given {
  readonly stock?: DayStock;
  readonly state?: Partial<ShopState>;
  readonly depot?: string;
  /** That it has asked for last. */
  readonly places?: number;
}

async function render({ stock, state = {}, depot, places = 1 }: Given = {}) {
  const port = new FakeShopPort(createState({ stock: COUNTED, ...state }));
  let held = stock;
  let remembered = places;
  const look: StallPort['look'] = async () => ({
    ok: true,
    view: { ...OPEN, places: remembered, ...(held ? { stock: held } : {}) },
  });
  port.stalls = { look };
  /** All that is wished for is granted, unless a test says otherwise. */
  port.stalls.takeStock = async (wishes, _depot, asked = 1) => {
    remembered = asked;
    const left = wishes.map(({ variant, quantity }) => ({ variant, depot: 'station', left: quantity }));
    held = left.length > 0 ? { ...HELD, held: left } : undefined;
    return { ok: true, short: [], fewer: [] };
  };
  port.stalls.giveBack = async () => {
    held = undefined;
    return { ok: true };
  };
  const el = document.createElement('punnet-verify');
  if (depot !== undefined) el.depot = depot;
  const { shop } = await renderShop(html`${el}`, port);
  await waitUntil(() => part(el, 'stock'));
  part(el, 'stock')?.setAttribute('open', '');
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await settled(shop);
    await nextFrame();
  };
  const press = async (name: string) => {
    part(el, name)?.click();
    await settle();
  };
  const taken = () => port.calls.filter(([name]) => name === 'takeStock').map(([, ...args]) => args);
  const given = () => port.calls.filter(([name]) => name === 'giveBack').length;
  const rows = () =>
    [...(el.shadowRoot?.querySelectorAll('[part~="stock-line"]') ?? [])].map((row) =>
      (row.textContent ?? '').replace(/\s+/g, ' ').trim(),
    );
  const type = (text: string, row = 0) => typeNumber({ el, settle }, text, row);
  const typePlaces = (text: string) => typePlaceNumber({ el, settle }, text);
  const placesRow = () => (part(el, 'stock-places')?.textContent ?? '').replace(/\s+/g, ' ').trim();
  const placesField = () => part<HTMLInputElement>(el, 'places-field')?.value;
  const held_ = () => partText(el, 'stock-toggle');
  const focused = () => [...(el.shadowRoot?.activeElement?.part ?? [])];
  const told = () => part(el, 'message')?.textContent ?? '';
  const places_ = { typePlaces, placesRow, placesField };
  return { el, shop, port, press, taken, given, rows, type, settle, held: held_, focused, told, ...places_ };
}

/** The shop answers when the test says so. */
async function askSlowly() {
  const shown = await render({ stock: HELD });
  const { port, settle } = shown;
  let release: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => (release = resolve));
  port.stalls.takeStock = () => asked.then(() => ({ ok: true, short: [], fewer: [] }));
  port.stalls.giveBack = () => asked.then(() => ({ ok: true }));
  const answer = async () => {
    release();
    await settle();
    await settle();
  };
  return { ...shown, answer };
}

function twoDepots(): Partial<ShopState> {
  const { catalog } = createState();
  const [depot] = catalog?.depots ?? [];
  if (!catalog || !depot) throw new Error('the fixture has no depot');
  return { catalog: { ...catalog, depots: [depot, { ...depot, id: 'market', title: 'Market' }] } };
}

describe('the stock that a stall takes for its day', () => {
  it('is accessible', async () => {
    const { el } = await render({ stock: HELD });
    await expect(el).to.be.accessible();
  });

  it('lists what is on sale, with what is held and how many more there are', async () => {
    const { rows, held } = await render({ stock: HELD });
    expect(held()).to.equal('Stock for today 5 held for this stall until 19:50');
    expect(rows()).to.deep.equal([
      'Rolled oats 500 g Held: 5. 22 more to be had.',
      'Rolled oats 1 kg Held: 0. 0 more to be had.',
      'Heather honey Held: 0. The rest is not counted.',
    ]);
  });

  it('is asked for as it is typed, and said to be held once the shop has answered', async () => {
    const { el, shop, taken, type, press, held } = await render({ depot: 'station' });
    expect(held()).to.contain('Nothing is held');
    const said = announced(shop);
    await type('12');
    await type('٣', 2);
    await press('take-button');
    const wishes = [
      { variant: 'oats-500', quantity: 12 },
      { variant: 'honey-340', quantity: 3 },
    ];
    expect(taken()).to.deep.equal([[wishes, 'station', 1]]);
    expect(held()).to.contain('15 held for this stall until 19:50');
    expect(await said).to.equal('Held for this stall until 19:50.');
    expect(part(el, 'stock')?.textContent).to.contain('Held for this stall until 19:50.');
  });

  it('keeps what was not typed over as it is held', async () => {
    const { taken, type, press } = await render({ stock: HELD });
    await type('2', 2);
    await press('take-button');
    expect(taken()[0]?.[0]).to.deep.equal([
      { variant: 'oats-500', quantity: 5 },
      { variant: 'honey-340', quantity: 2 },
    ]);
  });

  it('says in each row what was less than was asked for', async () => {
    const { el, port, type, press, rows } = await render({ stock: HELD });
    const short = [
      { variant: 'oats-500', depot: 'station', asked: 30, granted: 27 },
      { variant: 'oats-1000', depot: 'station', asked: 2, granted: 0 },
    ];
    port.stalls.takeStock = async () => ({ ok: true, short, fewer: [] });
    await type('30');
    await press('take-button');
    expect(rows()[0]).to.contain('Only 27 of 30 to be had.');
    expect(rows()[1]).to.contain('None to be had.');
    expect(part(el, 'stock')?.textContent).to.contain('Less of 2 items than you asked for.');
  });

  for (const [code, text] of [
    ['unreachable', 'No connection. Nothing was changed'],
    ['busy', 'An order of this device has to be sent first. This is kept'],
    ['unsettled', 'No answer came. This is kept, and asked for again'],
    ['replaced', 'Another tab has asked for something else since'],
    ['too-much', 'At most 2,000 of one item'],
    ['storage-full', 'That did not work'],
  ] as const) {
    it(`says what ${code} means, and keeps what was typed`, async () => {
      const { el, port, type, press } = await render({ stock: HELD });
      port.refusals.set('takeStock', { ok: false, code, message: '' });
      await type('7');
      await press('take-button');
      expect(part(el, 'stock')?.textContent).to.contain(text);
      expect(part<HTMLInputElement>(el, 'stock-field')?.value).to.equal('7');
    });
  }

  for (const text of ['a few', '-1', '2.5', '2001']) {
    it(`asks for nothing where “${text}” is typed, and goes to it`, async () => {
      const { el, taken, type, press, focused } = await render();
      await type(text);
      await press('take-button');
      expect(taken()).to.deep.equal([]);
      expect(focused()).to.include('stock-field');
      expect(partText(el, 'field-error')).not.to.equal('');
      expect(part(el, 'stock')?.textContent).to.contain('A whole number from 0 to 2,000');
    });
  }

  it('asks the shop for nothing where nothing is wanted and nothing is held', async () => {
    const { el, taken, press } = await render();
    await press('take-button');
    expect(taken()).to.deep.equal([]);
    expect(part(el, 'stock')?.textContent).to.contain('Type how many of something first.');
  });

  it('goes back whole by one press, and the focus stays with it', async () => {
    const { el, given, press, held, focused } = await render({ stock: HELD });
    await press('give-back-button');
    expect(given()).to.equal(1);
    expect(held()).to.contain('Nothing is held');
    expect(part(el, 'give-back-button')).to.equal(null);
    expect(part(el, 'stock')?.textContent).to.contain('Given back.');
    expect(focused()).to.include('stock-toggle');
  });

  it('is asked for once, however often the button is pressed', async () => {
    const { el, port, taken, type, settle } = await render();
    port.stalls.takeStock = () => new Promise(() => undefined);
    await type('3');
    part(el, 'take-button')?.click();
    part(el, 'take-button')?.click();
    await settle();
    expect(taken()).to.have.length(1);
    expect(part(el, 'take-button')?.getAttribute('aria-disabled')).to.equal('true');
    expect(part(el, 'camera') === null).to.equal(false);
  });

  it('is found by a part of its name, and what is out of sight is asked for as well', async () => {
    const { el, rows, type, press, settle, taken } = await render({ state: { catalog: manyProducts() } });
    await type('4');
    const search = el.shadowRoot?.querySelector<HTMLInputElement>('#find');
    if (!search) throw new Error('there is no search');
    search.value = 'HONEY';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect(rows().every((row) => row.startsWith('Heather honey'))).to.equal(true);
    await press('take-button');
    expect(taken()[0]?.[0]).to.deep.equal([{ variant: 'oats-500', quantity: 4 }]);
  });

  it('says where a search finds nothing', async () => {
    const { el, shop, rows, settle } = await render({ state: { catalog: manyProducts() } });
    const said = announced(shop);
    const search = el.shadowRoot?.querySelector<HTMLInputElement>('#find');
    if (!search) throw new Error('there is no search');
    search.value = 'zzz';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect(rows()).to.deep.equal([]);
    expect(partText(el, 'empty')).to.equal('Nothing on sale is called that.');
    expect(await said).to.equal('Nothing on sale is called that.');
  });

  it('keeps what is typed while the shop is asked', async () => {
    const { el, type, press, answer } = await askSlowly();
    await type('7');
    await press('take-button');
    await type('9', 2);
    await answer();
    const fields = el.shadowRoot?.querySelectorAll<HTMLInputElement>('[part~="stock-field"]');
    expect([...(fields ?? [])].map(({ value }) => value)).to.deep.equal(['5', '0', '9']);
  });

  it('leaves the focus where it has gone meanwhile', async () => {
    const { el, press, answer } = await askSlowly();
    await press('give-back-button');
    el.shadowRoot?.querySelector<HTMLElement>('#code')?.focus();
    await answer();
    expect(el.shadowRoot?.activeElement?.id).to.equal('code');
  });

  it('goes with its row where others are no longer shown', async () => {
    const { el, settle } = await render({ state: { catalog: manyProducts() } });
    const fields = () => el.shadowRoot?.querySelectorAll<HTMLInputElement>('[part~="stock-field"]') ?? [];
    const honey = fields()[2];
    const search = el.shadowRoot?.querySelector<HTMLInputElement>('#find');
    if (!search) throw new Error('there is no search');
    search.value = 'honey';
    search.dispatchEvent(new Event('input', { bubbles: true }));
    await settle();
    expect(fields()[0] === honey).to.equal(true);
  });

  it('asks for so many orders in each time, and remembers how many', async () => {
    const { taken, type, typePlaces, press, placesRow, placesField } = await render();
    expect(placesRow()).to.equal(
      'Orders for each time From now on, so many in each time to come can be promised here, also with no connection. Whoever takes stock again fills each time up to this number again.',
    );
    expect(placesField()).to.equal('1');
    await type('4');
    await typePlaces('٣');
    await press('take-button');
    expect(taken()[0]).to.deep.equal([[{ variant: 'oats-500', quantity: 4 }], 'station', 3]);
    expect(placesField()).to.equal('3');
    await press('take-button');
    expect(taken()[1]?.[2]).to.equal(3);
  });

  it('says at which times it has got places for fewer orders', async () => {
    const { port, shop, type, typePlaces, press, placesRow, told } = await render({ stock: HELD, places: 2 });
    port.stalls.takeStock = async () => ({ ok: true, short: [], fewer: FEWER });
    const said = announced(shop);
    await typePlaces('3');
    await press('take-button');
    expect(placesRow()).to.contain('14:00 and 15:00: only 2 of 3.');
    expect(placesRow()).to.contain('14:30: none to be had.');
    expect(told()).to.contain('Fewer orders at 3 times than you asked for.');
    expect(await said).to.equal('Fewer orders at 3 times than you asked for.');
    port.stalls.takeStock = async () => ({
      ok: true,
      short: [{ variant: 'oats-500', depot: 'station', asked: 30, granted: 27 }],
      fewer: FEWER.slice(0, 1),
    });
    await type('30');
    await press('take-button');
    expect(placesRow()).to.contain('14:00: only 2 of 3.');
    expect(told()).to.contain(
      'Less of 1 item than you asked for. Fewer orders at 1 time than you asked for.',
    );
  });

  it('says nothing of another depot’s times', async () => {
    const { el, port, press, placesRow } = await render({
      stock: HELD,
      state: twoDepots(),
      depot: 'station',
    });
    port.stalls.takeStock = async () => ({ ok: true, short: [], fewer: FEWER });
    await press('take-button');
    expect(placesRow()).to.contain('14:30');
    el.depot = 'market';
    await el.updateComplete;
    expect(placesRow()).not.to.contain('14:30');
  });

  for (const text of ['', '0', '-1', '1.5', '21', 'some'])
    it(`asks for nothing where “${text}” orders are to be promised, and goes to it`, async () => {
      const { taken, type, typePlaces, press, placesRow, focused } = await render();
      await type('4');
      await typePlaces(text);
      await press('take-button');
      expect(taken()).to.deep.equal([]);
      expect(focused()).to.include('places-field');
      expect(placesRow()).to.contain('A whole number from 1 to 20');
    });

  for (const { name, stock, text } of [
    {
      name: 'is not settled',
      stock: { ...HELD, standing: 'wished' as const },
      text: 'Stock for today 5 held for this stall until 19:50 Not settled yet. It is kept, and asked for again when the shop is reached.',
    },
    {
      name: 'is over',
      stock: { standing: 'over' as const, held: [] },
      text: 'Stock for today Its time is over. What is left goes back when the shop is reached.',
    },
    {
      name: 'is not settled, with nothing held yet',
      stock: { standing: 'wished' as const, held: [] },
      text: 'Stock for today Nothing is held for this stall Not settled yet. It is kept, and asked for again when the shop is reached.',
    },
  ]) {
    it(`says so where it ${name}, and can be given back`, async () => {
      const { held, press, given } = await render({ stock });
      expect(held()).to.equal(text);
      await press('give-back-button');
      expect(given()).to.equal(1);
    });
  }

  it('is taken at the depot whose rows are shown, and says what is held at another one', async () => {
    const { el, type, press, taken, held, port } = await render({
      stock: HELD,
      state: twoDepots(),
      depot: 'market',
    });
    expect(held()).to.equal('Stock for today 5 held at Station kiosk until 19:50');
    port.stalls.takeStock = async () => ({
      ok: true,
      short: [{ variant: 'oats-500', depot: 'market', asked: 4, granted: 0 }],
      fewer: [],
    });
    await type('4');
    await press('take-button');
    expect(taken()).to.deep.equal([[[{ variant: 'oats-500', quantity: 4 }], 'market', 1]]);
    expect(partText(el, 'stock-line')).to.contain('None to be had.');
    await type('3', 2);
    el.depot = 'station';
    await el.updateComplete;
    const fields = el.shadowRoot?.querySelectorAll<HTMLInputElement>('[part~="stock-field"]');
    expect([...(fields ?? [])].map(({ value }) => value)).to.deep.equal(['5', '0', '0']);
    expect(part(el, 'stock')?.textContent).not.to.contain('None to be had.');
  });

  it('waits for somebody to say where the stall stands', async () => {
    const { el, port, settle } = await render({ state: twoDepots() });
    port.stalls.look = async () => ({ ok: true, view: { ...OPEN, depot: undefined } });
    port.change({ outbox: { ...port.state.outbox } });
    await settle();
    expect(part(el, 'stock')?.textContent).to.contain('Say first where this stall stands.');
    expect(part(el, 'take-button')).to.equal(null);
  });
});
