import { expect, html, oneEvent } from '@open-wc/testing';

import type { ShopState } from '../../src/core/shop-state.js';
import { ORDER_PATH } from '../../src/elements/page/late-code.js';
import { SHELL } from '../../src/elements/shop/shell-code.js';
import { PunnetStatus } from '../../src/elements/punnet-status.js';
import { FakeShopPort } from '../support/fake-shop-port.js';
import { CATALOG, createOrder, createState } from '../support/fixtures.js';
import { defineOnce, part, partText, renderShop, withholdOrderPath } from '../support/shop-fixture.js';

defineOnce('punnet-status', PunnetStatus);

const outbox = { waiting: 0, parked: 0, sending: false, slow: false, triedAt: null };
const storage = { durable: 'twice', full: false, wiped: false, silent: false } as const;

async function render(changes: Partial<ShopState>) {
  const page = await renderShop(
    html`<punnet-status></punnet-status>`,
    new FakeShopPort(createState(changes)),
  );
  const el = page.shop.querySelector<PunnetStatus>('punnet-status') as PunnetStatus;
  return { ...page, el };
}

const states: readonly (readonly [words: string, hint: string, changes: Partial<ShopState>])[] = [
  ['No connection', 'Keep shopping. Orders are saved on this device.', { connection: 'offline' }],
  ['The shop isn’t answering', 'Orders are saved and sent later.', { connection: 'unreachable' }],
  ['This Wi-Fi wants you to sign in', 'Orders are saved and sent later.', { connection: 'captive' }],
  ['Slow connection', 'Orders are saved and sent later.', { outbox: { ...outbox, slow: true } }],
  ['Sending 2 orders…', '', { outbox: { ...outbox, waiting: 2, sending: true } }],
  ['1 order not sent', 'Open this site again when you have signal.', { outbox: { ...outbox, waiting: 1 } }],
  [
    'No connection',
    'Keep shopping. Ordering needs a connection.',
    { connection: 'offline', offlinePolicy: 'require-online' },
  ],
  [
    '1 order not sent',
    'Sent when you press Send now.',
    { outbox: { ...outbox, waiting: 1 }, offlinePolicy: 'force-offline' },
  ],
  [
    '2 collections, returns or changes to the shop not sent',
    'Open this site again when you have signal.',
    { outbox: { ...outbox, waiting: 2, handed: 2 } },
  ],
  [
    '1 order not sent',
    '1 collection, return or change to the shop not sent',
    { outbox: { ...outbox, waiting: 2, handed: 1 } },
  ],
  [
    '1 collection, return or change to the shop was set aside',
    'The shop could not read it. It is kept here. Send it again, or tell the shop.',
    { outbox: { ...outbox, waiting: 1, parked: 1, handed: 0, handedAside: 1 } },
  ],
  ['1 order was set aside', 'The shop could not read it.', { outbox: { ...outbox, waiting: 1, parked: 1 } }],
  ['1 order needs you', '', { orders: [createOrder({ state: 'repriced' })] }],
  ['This device’s storage is full', 'Free some space to order.', { storage: { ...storage, full: true } }],
  [
    'This browser can’t keep orders',
    'Close this page before an order is sent and the order is gone.',
    { storage: { ...storage, durable: 'no' } },
  ],
  [
    'This browser’s storage isn’t answering',
    'What is kept here shows once it does.',
    { storage: { ...storage, silent: true } },
  ],
  ['This browser cleared its data', 'Orders already sent', { storage: { ...storage, wiped: true } }],
];

describe('<punnet-status>', () => {
  for (const [words, hint, changes] of states) {
    it(`says “${words}: ${hint}”, accessibly`, async () => {
      const { el } = await render(changes);
      expect(partText(el, 'summary')).to.equal(words);
      expect(partText(el, 'details')).to.contain(hint);
      part<HTMLDetailsElement>(el, 'details')?.toggleAttribute('open', true);
      await expect(el).to.be.accessible();
    });
  }

  it('is loading, then ready, for a theme', async () => {
    const { el, port } = await render({ load: { kind: 'loading' }, catalog: null });
    const is = () => ['loading', 'ready'].filter((name) => el.matches(`:state(${name})`));
    expect(is()).to.deep.equal(['loading']);
    port.change({ load: { kind: 'ready' }, catalog: CATALOG });
    await el.updateComplete;
    expect(is()).to.deep.equal(['ready']);
  });

  it('says nothing when there is nothing to say, and keeps its place', async () => {
    const { el, port } = await render({});
    expect(partText(el, 'base')).to.equal('');
    const height = el.offsetHeight;
    port.change({ connection: 'offline' });
    await el.updateComplete;
    expect(el.offsetHeight).to.equal(height);
  });

  it('keeps two lines’ height in large letters too, with the style sheet also before it is defined', async () => {
    const { shop, el, port } = await render({});
    shop.style.cssText = 'display: block; font: 20px Arial, sans-serif; inline-size: 256px';
    const height = el.offsetHeight;
    const frame = document.createElement('iframe');
    frame.srcdoc = `<link rel="stylesheet" href="/src/punnet.css" />
      <div style="font-size: 20px"><punnet-status></punnet-status></div>`;
    const loaded = oneEvent(frame, 'load');
    shop.append(frame);
    await loaded;
    const reserved = frame.contentDocument?.querySelector<HTMLElement>('punnet-status')?.offsetHeight;
    port.change({ connection: 'captive' });
    await el.updateComplete;
    expect(part(el, 'chip')?.offsetHeight).to.be.greaterThan(44);
    expect([reserved, el.offsetHeight]).to.deep.equal([height, height]);
  });

  it('says nothing of sending while it only looks whether the shop answers', async () => {
    const { el } = await render({ outbox: { ...outbox, sending: true } });
    expect(partText(el, 'summary')).to.equal('');
  });

  it('never says that an order waits once it is answered', async () => {
    const { el, port } = await render({ outbox: { ...outbox, waiting: 1 } });
    port.change({ outbox });
    await el.updateComplete;
    expect(part(el, 'pending')).to.equal(null);
    expect(part(el, 'send-button')).to.equal(null);
  });

  it('asks for its words once there is a catalog, which they would only be in the way of', async () => {
    const { value } = ORDER_PATH;
    let asked = 0;
    withholdOrderPath(async () => {
      asked++;
      return (ORDER_PATH.value = value as NonNullable<typeof value>);
    });
    const { el, port } = await render({ load: { kind: 'loading' }, catalog: null, connection: 'offline' });
    expect(asked).to.equal(0);
    port.change({ catalog: CATALOG });
    await el.updateComplete;
    expect(asked).to.equal(1);
    expect(partText(el, 'summary')).to.equal('No connection');
  });

  it('is told of another build of the site as long as it is on the page', async () => {
    const { shop, el } = await render({});
    const told = [SHELL.hosts.has(el)];
    el.remove();
    told.push(SHELL.hosts.has(el));
    shop.append(el);
    told.push(SHELL.hosts.has(el));
    expect(told).to.deep.equal([true, false, true]);
  });

  it('sends now when asked to', async () => {
    const { el, port } = await render({ outbox: { ...outbox, waiting: 1 } });
    const asked = oneEvent(el, 'punnet-sync-request');
    part(el, 'send-button')?.click();
    expect((await asked).cancelable).to.equal(true);
    expect(port.calls).to.deep.equal([['sync']]);
  });

  for (const { left, changes, lands } of [
    { left: 'what else there is to say', changes: { connection: 'offline' }, lands: 'summary' },
    { left: 'its own place', changes: {}, lands: 'base' },
  ] as const) {
    it(`takes the focus from the button that is gone once all is sent to ${left}`, async () => {
      const { el, port } = await render({ outbox: { ...outbox, waiting: 1 } });
      part(el, 'send-button')?.focus();
      part(el, 'send-button')?.click();
      port.change({ outbox, ...changes });
      await el.updateComplete;
      expect(part(el, 'send-button')).to.equal(null);
      expect(el.shadowRoot?.activeElement?.getAttribute('part')).to.equal(lands);
    });
  }

  it('does not send twice at once', async () => {
    const { el, port } = await render({ outbox: { ...outbox, waiting: 1, sending: true } });
    part(el, 'send-button')?.click();
    expect(port.calls).to.deep.equal([]);
  });

  it('can be asked to send while a request hangs, and the shop can’t be reached', async () => {
    const { el, port } = await render({
      connection: 'unreachable',
      outbox: { ...outbox, waiting: 1, sending: true },
    });
    part(el, 'send-button')?.click();
    expect(port.calls).to.deep.equal([['sync']]);
  });

  it('says to whoever tries the shop out why no model ranks, with nothing else to say, and keeps its place', async () => {
    const { el, port } = await render({});
    const height = el.offsetHeight;
    port.change({ recommender: { ranker: 'formula', reason: 'wasm-init' } });
    await el.updateComplete;
    expect(part(el, 'summary')).to.equal(null);
    expect(el.offsetHeight).to.equal(height);
    part<HTMLDetailsElement>(el, 'diagnostics')?.toggleAttribute('open', true);
    expect(partText(el, 'diagnostics')).to.contain('formula: wasm-init');
    await expect(el).to.be.accessible();
    port.change({ recommender: { ranker: 'model' } });
    await el.updateComplete;
    expect(partText(el, 'base')).to.equal('');
  });

  it('has the diagnostics at all times with debug', async () => {
    const { shop, el, port } = await render({});
    shop.debug = true;
    port.change({ recommender: { ranker: 'model' } });
    await el.updateComplete;
    expect(partText(el, 'diagnostics')).to.contain('ranker model');
  });

  it('has them beneath what there is to say to a shopper, and keeps the focus', async () => {
    const { el, port } = await render({ recommender: { ranker: 'formula', reason: 'timeout' } });
    part(el, 'diagnostics')?.querySelector('summary')?.focus();
    port.change({ connection: 'offline' });
    await el.updateComplete;
    expect(partText(el, 'summary')).to.equal('No connection');
    expect(el.shadowRoot?.activeElement === part(el, 'summary')).to.equal(true);
    expect(partText(el, 'diagnostics')).to.contain('formula: timeout');
  });

  it('names what a helper may ask for', async () => {
    const { el } = await render({ connection: 'offline' });
    expect(partText(el, 'diagnostics'))
      .to.contain('millrace')
      .and.contain('2026-11-20.1')
      .and.contain('page');
  });
});
