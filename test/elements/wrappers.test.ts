/** A wrapper that is as wide as what is in it leaves a block of Punnet's its width. */
import { expect, html } from '@open-wc/testing';

import { show } from '../support/looks/look.js';
import '../support/looks/looks.js';
import { POPULAR } from '../support/looks/recommendations-looks.js';
import { OATS } from '../support/looks/shop-looks.js';

/** UX 8: blocks are at least 16rem wide where there is room. */
const LEAST_PX = 256;

const wrappers = {
  'in a row of boxes': 'display: flex',
  'in a column that centres what is in it': 'display: flex; flex-direction: column; align-items: center',
  'in a column of a grid that fits what is in it': 'display: grid; grid-template-columns: auto 1fr',
} as const;
const inners = {
  'a box': '',
  'a box in the line': 'display: inline-block',
  'a box at the side': 'float: left',
  'a cell': 'display: table-cell',
} as const;

const OWNERS = [
  'product',
  'catalog',
  'cart',
  'checkout',
  'receipt',
  'orders',
  'loyalty',
  'consent',
  'recommendations',
  'scan',
] as const;

async function wrap(owner: (typeof OWNERS)[number], px: number) {
  const tag = document.createElement(`punnet-${owner}`);
  if (owner === 'product') tag.setAttribute('product', 'honey');
  const markup = html`<div class="page" style="inline-size: ${px}px">
    <div class="outer"><div class="inner">${tag}</div></div>
  </div>`;
  const { page, settle } = await show(owner, { name: '', state: POPULAR, lines: [OATS], markup });
  const [whole, outer, inner] = ['.page', '.outer', '.inner'].map((name) => page.querySelector(name));
  const set = async (outerStyle: string, innerStyle: string) => {
    outer?.setAttribute('style', outerStyle);
    inner?.setAttribute('style', innerStyle);
    await settle();
  };
  return { tag, whole, set };
}

describe('a wrapper as wide as what is in it', () => {
  for (const owner of OWNERS)
    it(`does not take its width from punnet-${owner}`, async () => {
      const { tag, set } = await wrap(owner, 800);
      const narrow: string[] = [];
      for (const [around, outerStyle] of Object.entries(wrappers))
        for (const [within, innerStyle] of Object.entries(inners)) {
          await set(outerStyle, innerStyle);
          if (tag.getBoundingClientRect().width < LEAST_PX) narrow.push(`${within} ${around}`);
        }
      expect(narrow).to.deep.equal([]);
    });
});

describe('a wrapper with little room', () => {
  afterEach(() => document.documentElement.style.removeProperty('font-size'));

  for (const owner of OWNERS)
    it(`is not widened by punnet-${owner}`, async () => {
      const wide: string[] = [];
      for (const { px, root } of [
        { px: 250, root: '16px' },
        { px: 360, root: '32px' },
      ]) {
        document.documentElement.style.fontSize = root;
        const { whole, set } = await wrap(owner, px);
        for (const [outer, inner] of [
          ['display: grid', ''],
          ['display: flex', ''],
          ['', 'display: inline-block'],
        ] as const) {
          await set(outer, inner);
          if (Number(whole?.scrollWidth) > px)
            wide.push(`${outer}${inner}: ${whole?.scrollWidth} of ${px} px`);
        }
      }
      expect(wide).to.deep.equal([]);
    });
});
