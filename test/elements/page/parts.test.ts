import { expect } from '@open-wc/testing';

import { exportParts, partsOf, type PartOwner } from '../../../src/elements/page/parts.js';

interface Declaration {
  readonly tagName?: string;
  readonly cssParts?: readonly { readonly name: string }[];
}
interface Manifest {
  readonly modules: readonly { readonly declarations?: readonly Declaration[] }[];
}

const OWNERS: readonly PartOwner[] = [
  'product',
  'catalog',
  'add',
  'price',
  'cart-count',
  'cart',
  'status',
  'checkout',
  'receipt',
  'orders',
  'loyalty',
  'recommendations',
  'testimonials',
  'scan',
  'verify',
];
/** Which elements stand inside which. */
const INSIDE: readonly (readonly [outer: PartOwner, inner: PartOwner])[] = [
  ['catalog', 'product'],
  ['cart', 'checkout'],
  ['cart', 'receipt'],
  ['cart', 'orders'],
  ['checkout', 'receipt'],
  ['orders', 'receipt'],
  ['scan', 'receipt'],
];
/** What every element may have. */
const SHARED = partsOf('add').filter((part) => OWNERS.every((owner) => partsOf(owner).includes(part)));

describe('what a theme may style', () => {
  let documented: ReadonlyMap<string, readonly string[]>;

  before(async () => {
    const response = await fetch('/custom-elements.json');
    const { modules } = (await response.json()) as Manifest;
    documented = new Map(
      modules
        .flatMap(({ declarations = [] }) => declarations)
        .flatMap(({ tagName, cssParts = [] }) =>
          tagName ? [[tagName.replace('punnet-', ''), cssParts.map(({ name }) => name)]] : [],
        ),
    );
  });

  for (const owner of OWNERS) {
    it(`is written down for each part of <punnet-${owner}>, and handed on by what is around it`, () => {
      const parts = documented.get(owner) ?? [];
      const own = partsOf(owner).filter((part) => !SHARED.includes(part));
      expect(parts.filter((part) => !SHARED.includes(part))).to.have.members(own);
    });
  }

  for (const [outer, inner] of INSIDE) {
    it(`is one thing for each part of <punnet-${outer}>, whatever <punnet-${inner}> hands on to it`, () => {
      const handedOn = exportParts(inner)
        .split(', ')
        .map((pair) => pair.split(':')[1] ?? '');
      expect(new Set(handedOn).size).to.equal(partsOf(inner).length);
      expect(handedOn.filter((part) => partsOf(outer).includes(part))).to.deep.equal([]);
    });
  }

  it('is written down for each part that elements share', () => {
    const all = [...documented.values()].flat();
    expect(SHARED.filter((part) => !all.includes(part))).to.deep.equal([]);
    expect(SHARED).to.include('base');
  });
});
