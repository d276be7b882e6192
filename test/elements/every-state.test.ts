/** What holds for every element in every state that it can be in: parts and words. */
import { expect } from '@open-wc/testing';

import { partsOf, type PartOwner } from '../../src/elements/parts.js';
import { LOOKS, OWNERS } from '../support/looks/looks.js';
import { show } from '../support/looks/look.js';
import { patch } from '../support/patch.js';
import { markedTerms, unmarkedText } from '../support/looks/marked-terms.js';

/** What no state here shows: a site's update is shown by the journey through two builds. */
const ELSEWHERE: Partial<Record<PartOwner, readonly string[]>> = { status: ['update-button'] };
const SHARED = partsOf('add').filter((part) => OWNERS.every((owner) => partsOf(owner).includes(part)));

const partsIn = (root: ParentNode) => [...root.querySelectorAll('[part]')].flatMap(({ part }) => [...part]);

describe('in all its states', () => {
  const shown = new Set<string>();
  let restore: readonly (() => void)[] = [];

  before(() => {
    // As on a phone, which has a sheet to share by.
    const can = { share: async () => undefined, canShare: () => true };
    restore = Object.entries(can).map(([name, value]) => patch(navigator, name, { value }));
  });
  after(() => restore.forEach((undo) => undo()));

  for (const owner of OWNERS) {
    it(`<punnet-${owner}> shows every part that themes are promised, and no other`, async function () {
      this.timeout(10_000);
      const found = new Set<string>();
      for (const look of LOOKS[owner]) {
        const { el } = await show(owner, look);
        for (const part of partsIn(el.renderRoot)) found.add(part);
      }
      for (const part of found) shown.add(part);
      const promised = partsOf(owner);
      const own = promised.filter((part) => !SHARED.includes(part) && !ELSEWHERE[owner]?.includes(part));
      const unknown = [...found].filter((part) => !promised.includes(part));
      const missing = own.filter((part) => !found.has(part));
      expect({ unknown, missing }).to.deep.equal({ unknown: [], missing: [] });
    });

    it(`<punnet-${owner}> says nothing that a page could not say in its own words`, async function () {
      this.timeout(10_000);
      const foreign: string[] = [];
      for (const look of LOOKS[owner]) {
        const { page } = await show(owner, look, markedTerms());
        foreign.push(...unmarkedText(page).map((text) => `${look.name}: ${text}`));
      }
      expect(foreign).to.deep.equal([]);
    });
  }

  it('the elements show every part that they share', () => {
    expect([...shown]).to.include.members(SHARED);
  });
});
