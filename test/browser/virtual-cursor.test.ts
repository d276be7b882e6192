/**
 * As a screen reader goes through a page: by what the browser tells it of each thing, role and name, in reading
 * order, and by each thing's own action. Nothing is found by its place on screen, by part or by selector.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import type { CDPSession } from 'puppeteer-core';

import { openDemoStand, TWO_LINES } from '../support/journey/demo-stand.js';
import { Phone, type Shopper } from '../support/journey/shopper.js';
import type { Stand } from '../support/journey/stand.js';
import { visit } from '../support/journey/visit.js';

interface AxNode {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value: string };
  readonly name?: { readonly value: string };
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
  readonly childIds?: readonly string[];
  readonly backendDOMNodeId?: number;
}

const PATIENCE_MS = 15_000;
const PAUSE_MS = 50;

/** A screen reader's cursor: it reads on from where it is, never back, and goes where the focus is moved to. */
class Cursor {
  readonly #session: CDPSession;
  /** What it is on; before the first find, the top. */
  #at: number | undefined;

  constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Reads on until there is such a thing; what it is on already is one too. */
  find(role: string, name: string | RegExp): Promise<AxNode> {
    return this.#reach(
      (ahead) => ahead.find((node) => roleOf(node) === role && fits(nameOf(node), name)),
      () => this.ahead(),
      `no ${role} ${name} ahead`,
    );
  }

  /** Does what the thing is there for. */
  async activate(role: string, name: string | RegExp): Promise<void> {
    const { backendDOMNodeId } = await this.find(role, name);
    await this.#call(backendDOMNodeId, 'function () { this.click(); }');
  }

  async write(name: string, text: string): Promise<void> {
    const { backendDOMNodeId } = await this.find('textbox', name);
    await this.#session.send('DOM.focus', { backendNodeId: backendDOMNodeId ?? 0 });
    await this.#session.send('Input.insertText', { text });
  }

  /** Goes to where the focus has been moved, which is told as this. */
  async follow(role: string, name: string | RegExp): Promise<void> {
    await this.#reach(
      (focused) => focused.find((node) => roleOf(node) === role && fits(nameOf(node), name)),
      async () =>
        (await this.#read()).filter((node) => roleOf(node) !== 'RootWebArea' && isOn(node, 'focused')),
      `the focus is not at ${role} ${name}`,
    );
  }

  /** What is still to be read, in order, from what it is on. */
  async ahead(): Promise<readonly AxNode[]> {
    const nodes = await this.#read();
    if (this.#at === undefined) return nodes;
    const place = nodes.findIndex(({ backendDOMNodeId }) => backendDOMNodeId === this.#at);
    // Where that has gone there is nothing to go on from until the focus is moved.
    return place < 0 ? [] : nodes.slice(place);
  }

  async #reach(
    pick: (nodes: readonly AxNode[]) => AxNode | undefined,
    look: () => Promise<readonly AxNode[]>,
    fault: string,
  ): Promise<AxNode> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const nodes = await look();
      const found = pick(nodes);
      if (found) {
        this.#at = found.backendDOMNodeId;
        return found;
      }
      if (Date.now() > end)
        throw new Error(`${fault}:\n${nodes.map((node) => `${roleOf(node)} ${nameOf(node)}`).join('\n')}`);
      await pause(PAUSE_MS);
    }
  }

  /** All that can be read now, in order. */
  async #read(): Promise<readonly AxNode[]> {
    const { nodes } = (await this.#session.send('Accessibility.getFullAXTree')) as unknown as {
      nodes: readonly AxNode[];
    };
    const byId = new Map(nodes.map((node) => [node.nodeId, node]));
    const walk = (node: AxNode): readonly AxNode[] => [
      ...(node.ignored ? [] : [node]),
      ...(node.childIds ?? []).flatMap((id) => {
        const child = byId.get(id);
        return child ? walk(child) : [];
      }),
    ];
    return nodes[0] ? walk(nodes[0]) : [];
  }

  async #call(backendNodeId: number | undefined, functionDeclaration: string): Promise<void> {
    const { object } = await this.#session.send('DOM.resolveNode', { backendNodeId: backendNodeId ?? 0 });
    await this.#session.send('Runtime.callFunctionOn', {
      objectId: object.objectId ?? '',
      functionDeclaration,
    });
  }
}

const roleOf = ({ role }: AxNode) => role?.value ?? '';
const nameOf = ({ name }: AxNode) => (name?.value ?? '').replace(/\s+/g, ' ').trim();
const isOn = ({ properties = [] }: AxNode, name: string) =>
  properties.some((property) => property.name === name && property.value.value === true);
const fits = (text: string, wanted: string | RegExp) =>
  typeof wanted === 'string' ? text === wanted : wanted.test(text);

/** Texts follow one another in what is read. */
function inOrder(texts: readonly string[], wanted: readonly RegExp[]): void {
  let from = 0;
  for (const pattern of wanted) {
    const at = texts.findIndex((text, index) => index >= from && pattern.test(text));
    assert.ok(at >= 0, `${pattern} is not read after ${from} of\n${texts.join('\n')}`);
    from = at + 1;
  }
}

describe('a shopper with a screen reader (chromium)', () => {
  let stand: Stand;
  let phone: Phone;
  let shopper: Shopper;

  before(async () => {
    [stand, phone] = await Promise.all([openDemoStand(), Phone.start('chromium')]);
    shopper = await visit(phone.browser, stand.pageUrl + TWO_LINES);
  });
  after(() => Promise.all([phone.close(), stand.close()]));

  it('orders from the product to the saved receipt by names and roles alone, with no network', async () => {
    await shopper.ready();
    await shopper.goOffline(true);
    await shopper.until(({ connection }) => connection === 'offline');
    const session = await shopper.page.createCDPSession();
    await session.send('Accessibility.enable');
    await session.send('DOM.enable');
    const cursor = new Cursor(session);

    await cursor.activate('radio', /^500 g ?, £2\.40 ?, £4\.80 per kg/);
    await cursor.activate('radio', /^Own jar/);
    await cursor.activate('button', 'More Rolled oats');
    await cursor.activate('button', 'More Rolled oats');
    await cursor.activate('button', /^Add to basket: Rolled oats 500 g/);
    await shopper.until(({ cart }) => cart.count === 3);
    await cursor.activate('button', 'View basket');
    await cursor.follow('heading', 'Basket');
    await cursor.find('heading', 'Rolled oats');
    await cursor.find('StaticText', '£6.60');
    await cursor.activate('button', 'Go to checkout');
    await cursor.follow('heading', 'Checkout');
    await cursor.activate('radio', /^Station/);
    await cursor.activate('radio', /\d\d:\d\d–\u2060\d\d:\d\d/);
    await cursor.write('Name', 'Ada Miller');
    inOrder((await cursor.ahead()).map(nameOf), [
      /^Contains: .*gluten/,
      /^Total$/,
      /^£6\.60$/,
      /^Order and pay £6\.60 at pickup$/,
    ]);
    await cursor.activate('button', 'Order and pay £6.60 at pickup');
    await cursor.follow('heading', /^Saved on this device/);
    const { orders } = await shopper.until(({ orders: [order] }) => order?.state === 'saved');
    inOrder((await cursor.ahead()).map(nameOf), [
      /^Saved on this device/,
      new RegExp(`^${orders[0]?.code}$`),
      /^Rolled oats/,
      /^£6\.60$/,
    ]);
    assert.deepEqual(shopper.complaints, []);
  });
});
