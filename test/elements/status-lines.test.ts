/** A status is its sign, its word and its colour: also where it is no more than a line of text, in every state. */
import { expect } from '@open-wc/testing';

import type { PartOwner } from '../../src/elements/page/parts.js';
import { IN_CHROMIUM, show } from '../support/looks/look.js';
import { LOOKS } from '../support/looks/looks.js';

const KINDS = '.good, .wait, .attention, .bad';
const SIGNS = { good: '✓', wait: '◷', attention: '!', bad: '×' };
/** They load on use, and say most in lines. What is told of a test stands on a tint of its own. */
const OWNERS: readonly PartOwner[] = ['consent', 'insights', 'scan', 'verify'];

const isLine = (element: Element) =>
  ['P', 'SPAN'].includes(element.tagName) &&
  !element.classList.contains('told') &&
  element.textContent?.trim() !== '' &&
  element.checkVisibility();

/** What of a status a line lacks. */
function lacksOf(line: Element): readonly string[] {
  const kind = Object.entries(SIGNS).find(([name]) => line.classList.contains(name));
  const { content } = getComputedStyle(line, '::before');
  const around = line.parentElement as Element;
  return [
    ...(kind && content.includes(kind[1]) ? [] : ['sign']),
    ...(getComputedStyle(line).color === getComputedStyle(around).color ? ['colour'] : []),
  ];
}

describe('a status in a line', () => {
  for (const owner of IN_CHROMIUM ? OWNERS : [])
    it(`has its sign and its colour in <punnet-${owner}>`, async function () {
      this.timeout(20_000);
      const lacks: string[] = [];
      let seen = 0;
      for (const look of LOOKS[owner]) {
        const { page, el } = await show(owner, look);
        for (const line of [...el.renderRoot.querySelectorAll(KINDS)].filter(isLine)) {
          seen++;
          const less = lacksOf(line);
          if (less.length) lacks.push(`${look.name}: ${line.textContent?.trim()}: ${less.join(', ')}`);
        }
        page.remove();
      }
      expect(lacks).to.deep.equal([]);
      expect(seen).to.be.greaterThan(0);
    });
});
