/**
 * As a screen reader goes through a page: by what the browser tells it of each thing, role and name, in reading
 * order, and by each thing's own action. Nothing is found by its place on screen, by part or by selector.
 */
import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';

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

/** A screen reader's cursor, which remembers where it is and goes on from there. */
class Cursor {
  readonly #session: CDPSession;
  /** What was passed, in the order in which it would be read. */
  readonly heard: string[] = [];

  constructor(session: CDPSession) {
    this.#session = session;
  }

  /** Reads on from the top until there is such a thing. */
  async find(role: string, name: string | RegExp): Promise<AxNode> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const nodes = await this.read();
      const found = nodes.find((node) => roleOf(node) === role && fits(nameOf(node), name));
      if (found) {
        this.heard.push(`${role} ${nameOf(found)}`);
        return found;
      }
      if (Date.now() > end)
        throw new Error(`no ${role} ${name} in\n${nodes.map((n) => `${roleOf(n)} ${nameOf(n)}`).join('\n')}`);
    }
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

  /** All that can be read now, in order. */
  async read(): Promise<readonly AxNode[]> {
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

  /** Where the focus is, as it is told. */
  async focused(role: string, name: string): Promise<void> {
    const end = Date.now() + PATIENCE_MS;
    for (;;) {
      const at = (await this.read()).filter(
        (node) => roleOf(node) !== 'RootWebArea' && isOn(node, 'focused'),
      );
      if (at.some((node) => roleOf(node) === role && fits(nameOf(node), name))) return;
      if (Date.now() > end)
        throw new Error(`the focus is at ${at.map((node) => `${roleOf(node)} ${nameOf(node)}`).join()}`);
    }
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
    await cursor.focused('heading', 'Basket');
    await cursor.activate('button', 'Go to checkout');
    await cursor.focused('heading', 'Checkout');
    await cursor.activate('radio', /^Station/);
    await cursor.activate('radio', /\d\d:\d\d–\d\d:\d\d/);
    await cursor.write('Name', 'Ada Miller');
    const read = (await cursor.read()).map(nameOf);
    inOrder(read, [/^Contains: .*gluten/, /^Total$/, /^£6\.60$/, /^Order and pay £6\.60 at pickup$/]);
    await cursor.activate('button', 'Order and pay £6.60 at pickup');
    await cursor.focused('heading', 'Saved on this device');
    const { orders } = await shopper.until(({ orders: [order] }) => order?.state === 'saved');
    inOrder((await cursor.read()).map(nameOf), [
      /^Saved on this device$/,
      new RegExp(`^${orders[0]?.code}$`),
      /^Rolled oats/,
      /^£6\.60$/,
    ]);
    assert.deepEqual(shopper.complaints, []);
  });
});
