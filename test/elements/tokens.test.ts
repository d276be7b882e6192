/** What a theme sets is what is painted: each token of the documents changes something, and there are no others. */
import { expect } from '@open-wc/testing';

import { baseStyles } from '../../src/elements/base.styles.js';
import type { PartOwner } from '../../src/elements/page/parts.js';
import { show, type Look } from '../support/looks/look.js';
import { LOOKS } from '../support/looks/looks.js';

const COLOR = 'rgb(1, 2, 3)';
/** Something that no token is by itself, and where it shows; a colour in the receipt unless another place is named. */
const PLACES: Readonly<Record<string, { value?: string; owner?: PartOwner; look?: string }>> = {
  'text-font': { value: 'monospace' },
  'heading-font': { value: 'monospace', owner: 'product', look: 'of several sizes' },
  'line-color': { owner: 'cart', look: 'with lines' },
  'control-color': { owner: 'checkout', look: 'to fill in' },
  'accent-color': { owner: 'cart', look: 'with lines' },
  'accent-text-color': { owner: 'cart', look: 'with lines' },
  'raised-color': { owner: 'checkout', look: 'to fill in' },
  'focus-color': { owner: 'checkout', look: 'with things to put right' },
  'good-color': { look: 'that is confirmed' },
  'attention-color': { look: 'that is repriced' },
  'bad-color': { owner: 'checkout', look: 'with things to put right' },
  'space-size': { value: '9px' },
  'corner-size': { value: '9px' },
  'target-size': { value: '60px' },
  'image-ratio': { value: '5 / 1', owner: 'catalog', look: 'while it loads' },
  'drawer-size': { value: '300px', owner: 'cart', look: 'as an open drawer' },
  'motion-time': { value: '770ms', owner: 'cart', look: 'as an open drawer' },
};
const RECEIPT = 'not sent, with a deposit and a tax';
const TOKEN = /--punnet-[a-z-]+/g;

const PROPERTIES = [
  'color',
  'background-color',
  'border-top-color',
  'border-bottom-color',
  'outline-color',
  'font-family',
  'padding-left',
  'row-gap',
  'border-top-left-radius',
  'min-height',
  'aspect-ratio',
  'width',
  'transition-duration',
];

/** What a token can reach, as the browser computed it for everything in the element. */
function painted(root: ParentNode): string {
  return [...root.querySelectorAll('*')]
    .map((element) => {
      const style = getComputedStyle(element);
      return PROPERTIES.map((name) => style.getPropertyValue(name)).join(';');
    })
    .join('\n');
}

describe('a token', () => {
  let documented: readonly string[] = [];

  before(async () => {
    const text = await (await fetch('/docs/theming.md')).text();
    const table = text.split('\n').filter((line) => line.startsWith('| `--punnet-'));
    documented = table.flatMap((line) => line.match(TOKEN) ?? []);
    expect(documented).to.have.length(21);
  });

  it('that the documents name changes what is painted, each of them', async function () {
    this.timeout(20_000);
    const idle: string[] = [];
    for (const token of documented) {
      const { value = COLOR, owner = 'receipt', look = RECEIPT } = PLACES[token.slice(9)] ?? {};
      const found = LOOKS[owner].find(({ name }) => name === look) as Look;
      const { page, el, settle } = await show(owner, found);
      page.style.removeProperty('--punnet-motion-time');
      await settle();
      const before = painted(el.renderRoot);
      await settle();
      expect(painted(el.renderRoot), `${token}, at rest`).to.equal(before);
      page.style.setProperty(token, value);
      await settle();
      if (painted(el.renderRoot) === before) idle.push(token);
    }
    expect(idle).to.deep.equal([]);
  });

  it('that the styles read is one that the documents name', async () => {
    const owners = Object.keys(LOOKS) as PartOwner[];
    const styles = owners.flatMap((owner) => {
      const { elementStyles } = customElements.get(`punnet-${owner}`) as unknown as {
        elementStyles: object[];
      };
      return elementStyles;
    });
    const text = [baseStyles, ...styles]
      .flat(9)
      .map((style) => String((style as { cssText?: string }).cssText))
      .join('\n');
    const read = new Set(text.match(TOKEN));
    expect([...read].filter((token) => !documented.includes(token))).to.deep.equal([]);
    expect(documented.filter((token) => !read.has(token))).to.deep.equal([]);
  });
});
