/** axe over every element in every state, in light, in the dark and in forced colours, which Chromium alone can set. */
import { expect } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import type { AxeResults, RunOptions } from 'axe-core';

import type { PartOwner } from '../../src/elements/page/parts.js';
import type { Look } from '../support/looks/look.js';
import { IN_CHROMIUM, show } from '../support/looks/look.js';
import { LOOKS, OWNERS } from '../support/looks/looks.js';

/** It came with the assertion `accessible`. */
declare const axe: { run(at: { include: Element[] }, options: RunOptions): Promise<AxeResults> };

/** What can be otherwise in another scheme. */
const BY_COLOR: RunOptions = { runOnly: ['color-contrast', 'link-in-text-block'] };
/** Parts of one page have to differ; these would each have a page. */
const TOGETHER: RunOptions = { rules: { 'landmark-unique': { enabled: false } } };
/** What is behind an open dialog is out of reach, so that it is looked at alone. */
const isModal = ({ name }: Look) => name === 'as an open drawer';

/** Several at once, since each run of axe takes its time, and no more than it has done in seconds. */
const AT_ONCE = 8;
const groups = OWNERS.flatMap((owner): [PartOwner, readonly Look[]][] => {
  const open = LOOKS[owner].filter((look) => !isModal(look));
  const modal = LOOKS[owner].filter(isModal);
  const parted = Array.from({ length: Math.ceil(open.length / AT_ONCE) }, (_, part) =>
    open.slice(part * AT_ONCE, (part + 1) * AT_ONCE),
  );
  return [...parted, ...(modal.length ? [modal] : [])].map((looks) => [owner, looks]);
});

async function faultsOf(pages: readonly HTMLElement[], scheme: string, options: RunOptions) {
  const asked = { resultTypes: ['violations'], elementRef: true, preload: false, ...options } as const;
  const { violations } = await axe.run({ include: [...pages] }, asked as RunOptions);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ element, failureSummary, html }) =>
        `${scheme}, ${lookOf(element)}: ${id}: ${html} ${failureSummary}`,
    ),
  );
}

function lookOf(element: HTMLElement | undefined): string {
  for (let at: Node | null = element ?? null; at; at = at.parentNode ?? (at as ShadowRoot).host ?? null)
    if (at instanceof HTMLElement && at.dataset['look']) return at.dataset['look'];
  return '';
}

async function inForcedColors<T>(act: () => Promise<T>): Promise<T> {
  await executeServerCommand('emulate-features', { 'forced-colors': 'active' });
  try {
    expect(matchMedia('(forced-colors: active)').matches).to.equal(true);
    return await act();
  } finally {
    await executeServerCommand('emulate-features', {});
    expect(matchMedia('(forced-colors: active)').matches).to.equal(false);
  }
}

describe('every state', () => {
  for (const [owner, looks] of IN_CHROMIUM ? groups : []) {
    const names = looks.map(({ name }) => name).join('; ');

    it(`of <punnet-${owner}> is accessible in light, dark and forced colours: ${names}`, async function () {
      this.timeout(20_000);
      const pages: HTMLElement[] = [];
      for (const look of looks) {
        const { page } = await show(owner, look);
        page.dataset['look'] = look.name;
        pages.push(page);
      }
      const faults = await faultsOf(pages, 'light', TOGETHER);
      for (const { style } of pages)
        style.cssText += ';color-scheme: dark; background: Canvas; color: CanvasText';
      faults.push(...(await faultsOf(pages, 'dark', BY_COLOR)));
      for (const { style } of pages) style.colorScheme = '';
      faults.push(...(await inForcedColors(() => faultsOf(pages, 'forced colours', BY_COLOR))));
      expect(faults).to.deep.equal([]);
    });
  }
});
