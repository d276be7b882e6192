import { expect, html, nextFrame, waitUntil } from '@open-wc/testing';

import type { Outcome } from '../../src/core/shop-port.js';
import type { Scanned, StallView } from '../../src/core/stall/stall-port.js';
import { VERDICTS } from '../../src/core/stall/verdicts.js';
import { PunnetVerify } from '../../src/elements/punnet-verify.js';
import { toQrPng } from '../../src/elements/qr/qr.js';
import { parseAmount, toAmountText } from '../../src/elements/stall/stall-amount.js';
import { fakeCamera, fakeDetector, type Sight } from '../support/camera.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { createState } from '../support/fixtures.js';
import { typeCode } from '../support/looks/scan-looks.js';
import { OPEN, scanned, VERDICT_LOOKS } from '../support/looks/verify-looks.js';
import { defineOnce, part, partText, renderShop, settled } from '../support/shop-fixture.js';

defineOnce('punnet-verify', PunnetVerify);

const TAKE = scanned({ kind: 'take', amount: 870 });
const HERE = scanned({ kind: 'collected', where: 'here', at: '2026-11-24T07:41:00.000Z' }, { refund: 870 });

interface Given {
  readonly found?: Scanned;
  readonly view?: StallView;
  readonly depot?: string;
  readonly issuers?: string;
}

async function render({ found = TAKE, view = OPEN, depot, issuers }: Given = {}) {
  const port = new FakeShopPort(createState());
  const answer = async () => ({ ok: true, scanned: found }) as const;
  const served = async (): Promise<Outcome<{ id: string }>> => ({ ok: true, id: 'served' });
  port.stalls = {
    look: async () => ({ ok: true, view }),
    scan: answer,
    find: answer,
    collect: served,
    takeBack: served,
  };
  const el = document.createElement('punnet-verify');
  if (depot !== undefined) el.depot = depot;
  if (issuers !== undefined) el.issuers = issuers;
  const { shop } = await renderShop(html`${el}`, port);
  await waitUntil(() => part(el, 'queue') ?? part(el, 'enrol'));
  const settle = async () => {
    await new Promise((resolve) => setTimeout(resolve));
    await settled(shop);
    // What is shown counts as seen.
    await nextFrame();
    await nextFrame();
  };
  const press = async (name: string) => {
    part(el, name)?.click();
    await settle();
  };
  const calls = (name: string) => port.calls.filter(([called]) => called === name).map(([, ...args]) => args);
  const focused = () => [...(el.shadowRoot?.activeElement?.part ?? [])];
  const key = async (name: string) => {
    const event = new KeyboardEvent('keydown', {
      key: name,
      bubbles: true,
      composed: true,
      cancelable: true,
    });
    el.shadowRoot?.activeElement?.dispatchEvent(event);
    await settle();
  };
  const read = () => typeCode({ el, settle }, 'K7QF3P');
  return { el, shop, port, settle, press, calls, focused, key, read };
}

function field(el: PunnetVerify, id: string): HTMLInputElement {
  const input = el.shadowRoot?.querySelector<HTMLInputElement>(`#${id}`);
  if (!input) throw new Error(`no field ${id}`);
  return input;
}

describe('<punnet-verify>', () => {
  beforeEach(() => sessionStorage.clear());

  it('is accessible, open and with a verdict', async () => {
    const { el, read } = await render();
    await expect(el).to.be.accessible();
    await read();
    await expect(el).to.be.accessible();
  });

  it('asks for the stall’s code, and stays open for the session once it was taken', async () => {
    const closed: StallView = { ...OPEN, standing: 'none', remembered: false };
    const { el, port, press, calls } = await render({ view: closed });
    expect(part(el, 'camera')).to.equal(null);
    port.stalls.look = async () => ({ ok: true, view: { ...OPEN, remembered: false } });
    field(el, 'enrol').value = 'abcde fghjk';
    await press('enrol-button');
    expect(calls('enrol')).to.deep.equal([['abcde fghjk', false]]);
    expect(part(el, 'camera') === null).to.equal(false);
    const again = await render({ view: { ...OPEN, remembered: false } });
    expect(part(again.el, 'camera') === null).to.equal(false);
    sessionStorage.clear();
    const later = await render({ view: { ...OPEN, remembered: false } });
    expect(part(later.el, 'enrol') === null).to.equal(false);
  });

  it('asks for nothing to be sent where no code was typed, and says so', async () => {
    const { el, press, calls, focused } = await render({ view: { ...OPEN, standing: 'none' } });
    await press('enrol-button');
    expect(calls('enrol')).to.deep.equal([]);
    expect(partText(el, 'field-error')).to.equal('Type the stall’s code');
    expect(focused()).to.include('input');
  });

  for (const [name, found] of Object.entries(VERDICT_LOOKS)) {
    it(`says in a focused line what to do with a receipt that is ${name}`, async () => {
      const { el, read, focused } = await render({ found });
      await read();
      const tone = VERDICTS[found.verdict.kind];
      expect(focused()).to.include.members(['verdict', `verdict-${tone}`]);
      expect(part(el, 'verdict')?.closest('[role="status"]') === null).to.equal(false);
      expect(part(el, 'collect-button') === null).to.equal(tone === 'stop');
    });
  }

  const words: readonly (readonly [string, string])[] = [
    ['give', 'Give it'],
    ['take', 'Take £8.70, then give it'],
    ['unconfirmed', 'Not confirmed: check stock, take £8.70'],
    ['unknown-device', 'Unknown device: check stock, take £8.70'],
    ['collected here', 'Already collected, 07:41 here'],
    ['collected elsewhere', 'Already collected elsewhere'],
    ['for another place', 'For Station kiosk, Wed 25'],
    ['cancelled', 'Cancelled: don’t give it'],
    ['forged', 'Changed or forged'],
    ['of another shop', 'Another shop’s receipt'],
    ['rehearsal', 'Rehearsal receipt'],
    ['unreadable', 'Can’t read it: wipe, brighten, or type the code'],
  ];
  for (const [name, text] of words) {
    it(`says “${text}”`, async () => {
      const found = VERDICT_LOOKS[name];
      if (!found) throw new Error(`no look is ${name}`);
      const { el, read } = await render({ found });
      await read();
      expect(partText(el, 'verdict').replace(' GMT', '')).to.equal(text);
    });
  }

  it('says of a typed code that it proves nothing', async () => {
    const { el, read } = await render({ found: { ...TAKE, typed: true } });
    await read();
    expect(partText(el, 'hint')).to.contain('Check the items with the customer');
  });

  it('empties the field for a code once it found something, and with the next one', async () => {
    const { el, port, read, press, settle } = await render();
    await read();
    expect(partText(el, 'verdict')).to.equal('Take £8.70, then give it');
    expect(field(el, 'code').value).to.equal('');
    await press('next-button');
    port.refusals.set('find', { ok: false, code: 'unknown-order', message: '' });
    await read();
    expect(field(el, 'code').value, 'may be mended').to.equal('K7QF3P');
    await press('next-button');
    expect(field(el, 'code').value).to.equal('');
    await typeCode({ el, settle }, 'OOO');
    expect(field(el, 'code').value, 'may be mended').to.equal('OOO');
  });

  it('notes what was taken, as the helper says, and can undo it until the next one', async () => {
    const { el, read, press, calls, focused } = await render();
    await read();
    field(el, 'amount').value = '8,50';
    await press('collect-button');
    expect(calls('collect')).to.deep.equal([[TAKE.order, 850]]);
    expect(partText(el, 'verdict')).to.equal('Handed over, £8.50 taken');
    expect(focused()).to.include('verdict');
    await press('undo-button');
    expect(calls('undo')).to.deep.equal([['served']]);
    expect(partText(el, 'verdict')).to.equal('Take £8.70, then give it');
    await press('collect-button');
    await press('next-button');
    expect(calls('release').length).to.be.greaterThan(0);
    expect(part(el, 'result')).to.equal(null);
    expect(focused()).to.include('camera-button');
  });

  it('ignores what is pressed before the last press is done', async () => {
    const { el, port, read, calls, settle } = await render();
    await read();
    let answer: (served: Outcome<{ id: string }>) => void = () => undefined;
    port.stalls.collect = () => new Promise((resolve) => (answer = resolve));
    part(el, 'collect-button')?.click();
    part(el, 'collect-button')?.click();
    await settle();
    expect(part(el, 'collect-button')?.getAttribute('aria-disabled')).to.equal('true');
    part(el, 'next-button')?.click();
    answer({ ok: true, id: 'served' });
    await settle();
    expect(calls('collect')).to.have.length(1);
    expect(partText(el, 'verdict')).to.contain('Handed over');
  });

  it('keeps what was handed over in sight where the button is pressed twice, fast', async () => {
    const { el, port, read, settle } = await render();
    let answer: (served: Outcome<{ id: string }>) => void = () => undefined;
    port.stalls.collect = () => new Promise((resolve) => (answer = resolve));
    const touch = (name: string) =>
      part(el, name)?.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    const click = async (name: string, detail: number) => {
      part(el, name)?.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, detail }));
      await settle();
    };
    await read();
    touch('collect-button');
    await click('collect-button', 1);
    touch('collect-button');
    answer({ ok: true, id: 'served' });
    await settle();
    await click('next-button', 1);
    touch('next-button');
    await click('next-button', 2);
    expect(partText(el, 'verdict')).to.contain('Handed over');
    await click('next-button', 1);
    expect(part(el, 'result') === null).to.equal(true);
  });

  it('has its undo apart from the button that was pressed', async () => {
    const { el, read, press } = await render();
    await read();
    await press('collect-button');
    expect(part(el, 'undo-button')?.closest('.bar') === null).to.equal(true);
    expect(part(el, 'next-button')?.closest('.bar') === null).to.equal(false);
  });

  for (const [code, text] of [
    ['already-collected', 'Noted here before: it was handed over already.'],
    ['already-returned', 'It was taken back already. Give no money back.'],
  ] as const) {
    it(`says “${text}”, in a region that was there before`, async () => {
      const { el, port, read, press } = await render();
      port.refusals.set('collect', { ok: false, code, message: '' });
      await read();
      const regions = [...(part(el, 'result')?.querySelectorAll('[role="status"]') ?? [])];
      await press('collect-button');
      expect(partText(el, 'error')).to.equal(text);
      expect(regions.some((region) => region.contains(part(el, 'error')))).to.equal(true);
    });
  }

  it('says that all of it is with the shop only where something was handed over and none refused', async () => {
    const { el } = await render({ view: OPEN });
    expect(partText(el, 'queue')).to.contain('All that was handed over');
    const fresh = await render({ view: { ...OPEN, allSent: false } });
    expect(partText(fresh.el, 'queue')).not.to.contain('All that was handed over');
  });

  it('lets go what is held back before it is sent', async () => {
    const { port, read, press } = await render({ view: { ...OPEN, unsent: 1 } });
    await read();
    await press('collect-button');
    await press('send-button');
    const names = port.calls.map(([name]) => name).filter((name) => name === 'release' || name === 'sync');
    expect(names.slice(-2)).to.deep.equal(['release', 'sync']);
  });

  it('moves the focus on to the verdict, the title, or what else the shop did not take', async () => {
    const back = await render({ found: HERE });
    await back.read();
    await back.press('return-button');
    expect(back.focused()).to.include('verdict');
    const closed = await render({ view: { ...OPEN, standing: 'none', remembered: false } });
    closed.port.stalls.look = async () => ({ ok: true, view: OPEN });
    field(closed.el, 'enrol').value = 'abcde fghjk';
    await closed.press('enrol-button');
    expect(closed.focused()).to.include('heading');
    const at = '2026-11-24T07:41:00.000Z';
    const conflicts = ['c', 'd'].map((id) => ({ id, code: 'K7QF3P', reason: 'other', at }));
    const noted = await render({ view: { ...OPEN, conflicts } });
    noted.port.stalls.look = async () => ({ ok: true, view: { ...OPEN, conflicts: conflicts.slice(1) } });
    await noted.press('noted-button');
    expect(noted.focused()).to.include('message');
    noted.port.stalls.look = async () => ({ ok: true, view: OPEN });
    await noted.press('noted-button');
    expect(noted.focused()).to.include('heading');
  });

  it('says where it stands from the first look on', async () => {
    const { calls } = await render({ depot: 'station' });
    expect(calls('look')[0]).to.deep.equal(['station']);
  });

  it('takes no more than it costs', async () => {
    const { el, read, press, calls, focused } = await render();
    await read();
    for (const text of ['8.71', '', 'x', '-1', '8.705']) {
      field(el, 'amount').value = text;
      await press('collect-button');
      expect(calls('collect'), text).to.deep.equal([]);
      expect(focused(), text).to.include('amount');
    }
    expect(partText(el, 'field-error')).to.contain('£8.70');
  });

  it('does the main thing by Enter and by Space, once, from the verdict', async () => {
    for (const name of ['Enter', ' ']) {
      const { el, read, calls, key } = await render();
      await read();
      await key(name);
      expect(calls('collect')).to.have.length(1);
      await key(name);
      expect(calls('collect')).to.have.length(1);
      expect(part(el, 'result')).to.equal(null);
    }
  });

  it('does the main thing by Enter from an amount, where Space does nothing', async () => {
    const { el, read, calls, key } = await render();
    await read();
    field(el, 'amount').value = '9';
    field(el, 'amount').focus();
    await key(' ');
    await key('Enter');
    expect(calls('collect')).to.deep.equal([]);
    expect(partText(el, 'field-error')).to.contain('£8.70');
    field(el, 'amount').value = '8.50';
    await key('Enter');
    expect(calls('collect')).to.deep.equal([[TAKE.order, 850]]);
  });

  it('has nothing but the next one by Enter where nothing may be handed over', async () => {
    const { el, read, calls, key } = await render({ found: scanned({ kind: 'cancelled' }) });
    await read();
    await key('Enter');
    expect(calls('collect')).to.deep.equal([]);
    expect(part(el, 'result')).to.equal(null);
  });

  it('takes an order back for its amount, in two steps', async () => {
    const { el, read, press, calls } = await render({ found: HERE });
    await read();
    await press('return-button');
    expect(calls('takeBack')).to.deep.equal([]);
    expect(field(el, 'amount').value).to.equal('8.70');
    await press('return-button');
    expect(calls('takeBack')).to.deep.equal([[HERE.order, 870]]);
    expect(partText(el, 'verdict')).to.equal('Taken back, £8.70 returned');
  });

  const returns: readonly (readonly [number, string, string])[] = [
    [870, 'Give back £8.70', 'Goods back, money returned'],
    [0, 'Take it back, give no money', 'Goods back'],
  ];
  for (const [refund, headline, main] of returns) {
    it(`says “${headline}” while it takes an order back, and is no refusal then`, async () => {
      const { el, read, press, focused } = await render({ found: { ...HERE, refund } });
      await read();
      const label = () => part(el, 'items')?.getAttribute('aria-label');
      expect(label()).to.equal('What was ordered');
      await press('return-button');
      expect(partText(el, 'verdict')).to.equal(headline);
      expect(focused()).to.include.members(['verdict', 'verdict-check']);
      expect(partText(el, 'hint').replace(' GMT', '')).to.equal('Already collected, 07:41 here');
      expect(label()).to.equal('What to take back');
      expect(partText(el, 'return-button')).to.equal(main);
      await press('return-button');
      expect(label()).to.equal('What was ordered');
    });
  }

  it('names what was chosen with each thing, and says so where the catalog has it no more', async () => {
    const items = [
      { title: 'Rolled oats 500 g', options: ['Own jar', 'Filter'], quantity: 2 },
      { title: 'Honey 340 g', options: [undefined], quantity: 1 },
    ];
    const { el, read } = await render({ found: { ...TAKE, items } });
    await read();
    const lines = [...(part(el, 'items')?.children ?? [])].map(({ textContent }) => textContent);
    expect(lines).to.deep.equal([
      '2 × Rolled oats 500 g, Own jar, Filter',
      '1 × Honey 340 g, something that the catalog doesn’t have',
    ]);
  });

  it('labels what is in an order by what is to be done with it', async () => {
    for (const [kind, label] of [
      ['give', 'What to hand over'],
      ['cancelled', 'What was ordered'],
    ] as const) {
      const { el, read } = await render({ found: scanned({ kind }) });
      await read();
      expect(part(el, 'items')?.getAttribute('aria-label')).to.equal(label);
    }
  });

  it('says so where nothing could be saved, and hands nothing over', async () => {
    const { el, port, read, press } = await render();
    port.refusals.set('collect', { ok: false, code: 'storage-full', message: '' });
    await read();
    await press('collect-button');
    expect(partText(el, 'error')).to.contain('Not saved');
    expect(partText(el, 'verdict')).to.equal('Take £8.70, then give it');
  });

  it('offers no undo any more once it is too late', async () => {
    const { el, port, read, press } = await render();
    await read();
    await press('collect-button');
    port.refusals.set('undo', { ok: false, code: 'too-late', message: '' });
    await press('undo-button');
    expect(partText(el, 'error')).to.contain('Too late');
    expect(part(el, 'undo-button')).to.equal(null);
    expect(partText(el, 'verdict')).to.contain('Handed over');
  });

  it('shows what is not sent, and what the shop did not take until that was seen', async () => {
    const conflicts = [
      { id: 'c', code: 'K7QF3P', reason: 'already-collected', at: '2026-11-24T07:41:00.000Z' },
    ];
    const { el, press, calls } = await render({ view: { ...OPEN, unsent: 2, conflicts } });
    expect(partText(el, 'queue')).to.contain('2 not sent yet');
    expect(partText(el, 'conflict')).to.contain('Order K7QF3P: already collected elsewhere');
    await press('noted-button');
    expect(calls('note')).to.deep.equal([['c']]);
    await press('send-button');
    expect(calls('sync')).to.have.length(1);
  });

  it('reads with the camera, for the depot that the page names', async () => {
    const sight: Sight = { text: undefined };
    fakeDetector(sight);
    fakeCamera();
    const { el, press, calls, settle } = await render({ depot: 'station' });
    expect(part(el, 'depot')).to.equal(null);
    await press('camera-button');
    await waitUntil(() => part(el, 'stop-button'));
    sight.text = 'PN1:ABC';
    await waitUntil(() => part(el, 'verdict'));
    await settle();
    expect(calls('scan')).to.deep.equal([['PN1:ABC', 'station']]);
  });

  it('reads a picture', async () => {
    fakeDetector({ text: 'PN1:ABC' });
    const { el, calls } = await render();
    const input = el.shadowRoot?.querySelector<HTMLInputElement>('input[type=file]');
    const png = await toQrPng('PN1:ABC');
    const file = new File(png ? [png] : [], 'code.png', { type: 'image/png' });
    const files = new DataTransfer();
    files.items.add(file);
    if (input) input.files = files.files;
    input?.dispatchEvent(new Event('change'));
    await waitUntil(() => part(el, 'verdict'));
    expect(calls('scan')[0]?.[0]).to.equal('PN1:ABC');
  });

  it('hands the engine the shops that the page names', async () => {
    const issuers = [{ shop: 'other', endpoint: 'https://orders.example/punnet' }];
    const { calls } = await render({ issuers: JSON.stringify(issuers) });
    expect(calls('useIssuers')).to.deep.equal([[issuers]]);
  });

  it('hands it others as soon as the page names them', async () => {
    const { el, calls, settle } = await render();
    const issuers = [{ shop: 'other', endpoint: 'https://orders.example/punnet' }];
    el.issuers = JSON.stringify(issuers);
    await settle();
    expect(calls('useIssuers')).to.deep.equal([[issuers]]);
  });
});

describe('a list of shops that is none', () => {
  it('is told to the page’s developer, and is not used', async () => {
    const told: string[] = [];
    const hear = ({ detail }: CustomEvent<{ code: string }>) => void told.push(detail.code);
    document.addEventListener('punnet-error', hear as EventListener);
    const { calls, port, settle } = await render({ issuers: '[{"shop": 1}]' });
    port.change({ outbox: { ...port.state.outbox } });
    await settle();
    document.removeEventListener('punnet-error', hear as EventListener);
    expect(calls('useIssuers')).to.deep.equal([]);
    expect(told).to.deep.equal(['bad-issuers']);
  });
});

describe('an amount that a helper types', () => {
  const rows: readonly (readonly [string, string, number, number | undefined])[] = [
    ['8.70', 'GBP', 870, 870],
    ['8,7', 'EUR', 870, 870],
    ['8', 'GBP', 870, 800],
    ['0', 'GBP', 870, 0],
    ['1.234', 'KWD', 1_234, 1_234],
    ['870', 'JPY', 870, 870],
    ['8.7', 'JPY', 870, undefined],
    ['8.71', 'GBP', 870, undefined],
    ['1e2', 'GBP', 99_999, undefined],
    ['', 'GBP', 870, undefined],
  ];
  for (const [text, currency, most, minor] of rows) {
    it(`is ${minor ?? 'none'} for “${text}” in ${currency}`, () => {
      expect(parseAmount(text, currency, most)).to.equal(minor);
    });
  }

  it('is read as it is shown', () => {
    for (const currency of ['GBP', 'JPY', 'KWD'])
      for (const minor of [0, 5, 870, 123_456])
        expect(parseAmount(toAmountText(minor, currency), currency, minor)).to.equal(minor);
  });
});
