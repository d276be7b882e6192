/**
 * What holds for every element in every state that it can be in: parts and words. They are the same in every browser,
 * so that one of them is asked.
 */
import { expect } from '@open-wc/testing';

import { partsOf } from '../../src/elements/page/parts.js';
import { LOOKS, OWNERS } from '../support/looks/looks.js';
import { IN_CHROMIUM, show } from '../support/looks/look.js';
import { patch } from '../support/patch.js';
import { markedTerms, unmarkedText } from '../support/looks/marked-terms.js';

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

  for (const owner of IN_CHROMIUM ? OWNERS : []) {
    describe(`<punnet-${owner}>`, () => {
      const found = new Set<string>();
      const foreign: string[] = [];
      const bare = new Set<string>();

      before(async function () {
        this.timeout(20_000);
        for (const look of LOOKS[owner]) {
          const { page, el } = await show(owner, look, markedTerms());
          for (const part of partsIn(el.renderRoot)) found.add(part);
          if ([...el.renderRoot.children].some(({ part }) => !part.contains('base'))) bare.add(look.name);
          foreign.push(...unmarkedText(page).map((text) => `${look.name}: ${text}`));
          page.remove();
        }
        for (const part of found) shown.add(part);
      });

      it('shows every part that themes are promised, and no other', () => {
        const promised = partsOf(owner);
        const own = promised.filter((part) => !SHARED.includes(part));
        const unknown = [...found].filter((part) => !promised.includes(part));
        const missing = own.filter((part) => !found.has(part));
        expect({ unknown, missing }).to.deep.equal({ unknown: [], missing: [] });
      });

      it('stands on its base, whose colours and controls it has', () => {
        expect([...bare]).to.deep.equal([]);
      });

      it('says nothing that a page could not say in its own words', () => {
        expect(foreign).to.deep.equal([]);
      });
    });
  }

  // In a suite of its own, since those run in turn and after what stands beside them.
  if (IN_CHROMIUM)
    describe('the elements', () => {
      it('show every part that they share', () => {
        expect([...shown]).to.include.members(SHARED);
      });
    });
});
