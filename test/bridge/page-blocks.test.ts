import { expect } from '@open-wc/testing';

import { readBlocks } from '../../src/bridge/page-blocks.js';

const START = location.href;

interface Read {
  readonly path: string;
  readonly names: readonly string[];
}

/** A shop that reads the page's blocks as it does: at once, and whenever it is told that there are others. */
function open() {
  const closing = new AbortController();
  const reads: Read[] = [];
  let told: () => void = () => undefined;
  const refresh = async () => {
    const { texts, address } = await readBlocks(reader, closing.signal);
    reads.push({ path: new URL(address).pathname, names: texts.map((text) => JSON.parse(text).name) });
    told();
  };
  const reader = { refresh };
  const next = () => new Promise<void>((resolve) => (told = resolve));
  return { close: () => closing.abort(), reads, refresh, next };
}

const toText = (name: string) => JSON.stringify({ '@type': 'Product', name });

function addBlock(name: string): HTMLScriptElement {
  const block = document.createElement('script');
  block.type = 'application/ld+json';
  block.textContent = toText(name);
  document.head.append(block);
  return block;
}

describe('a shop that sells from its page', () => {
  let block: HTMLScriptElement;
  let shop: ReturnType<typeof open>;
  const navigation = Object.getOwnPropertyDescriptor(globalThis, 'navigation');

  beforeEach(async () => {
    // The browsers that hear least: `pushState` tells them nothing.
    Object.defineProperty(globalThis, 'navigation', { value: undefined, configurable: true });
    block = addBlock('Rye');
    shop = open();
    await shop.refresh();
  });
  afterEach(() => {
    shop.close();
    document.querySelectorAll('script[type="application/ld+json"]').forEach((found) => found.remove());
    history.replaceState(null, '', START);
    if (navigation) Object.defineProperty(globalThis, 'navigation', navigation);
  });

  const brought: Readonly<Record<string, () => void>> = {
    'puts another block in its place': () => block.replaceWith(addBlock('Buns')),
    'writes another text into it': () => (block.textContent = toText('Buns')),
    'writes other markup into it': () => (block.innerHTML = toText('Buns')),
    'changes its text': () => ((block.firstChild as Text).data = toText('Buns')),
    'draws the whole head anew': () => {
      const holder = document.createElement('div');
      holder.append(addBlock('Buns'));
      block.remove();
      document.head.append(holder);
    },
  };
  for (const [what, bring] of Object.entries(brought)) {
    it(`shows the product of a router that ${what}`, async () => {
      const read = shop.next();
      history.pushState(null, '', '/buns');
      bring();
      await read;
      expect(shop.reads).to.deep.equal([
        { path: new URL(START).pathname, names: ['Rye'] },
        { path: '/buns', names: ['Buns'] },
      ]);
    });
  }

  it('shows the product that comes long after the address', async () => {
    const first = shop.next();
    history.pushState(null, '', '/buns');
    dispatchEvent(new PopStateEvent('popstate'));
    await first;
    const second = shop.next();
    block.textContent = toText('Buns');
    await second;
    expect(shop.reads.at(-1)).to.deep.equal({ path: '/buns', names: ['Buns'] });
  });

  it('reads nothing more once it has left', async () => {
    shop.close();
    const other = open();
    await other.refresh();
    const read = other.next();
    dispatchEvent(new Event('online'));
    await read;
    block.textContent = toText('Buns');
    await other.next();
    other.close();
    expect(shop.reads.length).to.equal(1);
  });
});
