import { expect, html, nextFrame, waitUntil } from '@open-wc/testing';

import type { ShopState } from '../../../src/core/shop-state.js';
import type { DayStock, StallPort } from '../../../src/core/stall/stall-port.js';
import { PunnetVerify } from '../../../src/elements/punnet-verify.js';
import { FakeShopPort } from '../../support/fake-shop-port.js';
import { createState } from '../../support/fixtures.js';
import { COUNTED, HELD, loadDayForm, manyProducts, typeNumber } from '../../support/looks/day-looks.js';
import { OPEN } from '../../support/looks/verify-looks.js';
import { announced, defineOnce, part, partText, renderShop, settled } from '../../support/shop-fixture.js';

defineOnce('punnet-verify', PunnetVerify);
before(loadDayForm);

interface Given {
  readonly stock?: DayStock;
  readonly state?: Partial<ShopState>;
  readonly depot?: string;
}

async function render({ stock, state = {}, depot }: Given = {}) {
  const port = new FakeShopPort(createState({ stock: COUNTED, ...state }));
  let held = stock;
  const look: StallPort['look'] = async () => ({
    ok: true,
    view: { ...OPEN, ...(held ? { stock: held } : {}) },
  });
  port.stalls = { look };
  /** All that is wished for is granted, unless a test says otherwise. */
  port.stalls.takeStock = async (wishes) => {
    const left = wishes.map(({ variant, quantity }) => ({ variant, depot: 'station', left: quantity }));
    held = left.length > 0 ? { until: HELD.until, held: left } : undefined;
    return { ok: true, short: [] };
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
  const rows = () =>
    [...(el.shadowRoot?.querySelectorAll('[part~="stock-line"]') ?? [])].map((row) =>
      (row.textContent ?? '').replace(/\s+/g, ' ').trim(),
    );
  const type = (text: string, row = 0) => typeNumber({ el, settle }, text, row);
  const held_ = () => partText(el, 'stock-toggle');
  const focused = () => [...(el.shadowRoot?.activeElement?.part ?? [])];
  return { el, shop, port, press, taken, rows, type, settle, held: held_, focused };
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
    expect(taken()).to.deep.equal([[wishes, 'station']]);
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
      { variant: 'oats-500', asked: 30, granted: 27 },
      { variant: 'oats-1000', asked: 2, granted: 0 },
    ];
    port.stalls.takeStock = async () => ({ ok: true, short });
    await type('30');
    await press('take-button');
    expect(rows()[0]).to.contain('Only 27 of 30 to be had.');
    expect(rows()[1]).to.contain('None to be had.');
    expect(part(el, 'stock')?.textContent).to.contain('Less of 2 items than you asked for.');
  });

  for (const [code, text] of [
    ['unreachable', 'No connection. Nothing was changed'],
    ['busy', 'An order of this device has to be sent first'],
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
    const { el, taken, press, held, focused } = await render({ stock: HELD });
    await press('give-back-button');
    expect(taken()[0]?.[0]).to.deep.equal([]);
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

  it('waits for somebody to say where the stall stands', async () => {
    const { catalog } = createState();
    const [depot] = catalog?.depots ?? [];
    if (!catalog || !depot) throw new Error('the fixture has no depot');
    const two = { ...catalog, depots: [depot, { ...depot, id: 'market', title: 'Market' }] };
    const { el, port, settle } = await render({ state: { catalog: two } });
    port.stalls.look = async () => ({ ok: true, view: { ...OPEN, depot: undefined } });
    port.change({ outbox: { ...port.state.outbox } });
    await settle();
    expect(part(el, 'stock')?.textContent).to.contain('Say first where this stall stands.');
    expect(part(el, 'take-button')).to.equal(null);
  });
});
