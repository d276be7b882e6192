/** The colours that a theme starts from, worked out anew: what the browser paints, and how far one stands from another. */
import { expect } from '@open-wc/testing';

import { contrast, paint } from '../support/looks/contrast.js';
import '../support/looks/looks.js';
import { show } from '../support/looks/look.js';

type Pair = readonly [color: string, light: number, dark: number];
/** As it is promised: the lower of the contrasts with surface and raised. */
const ON_GROUND: readonly Pair[] = [
  ['text', 14.3, 13.3],
  ['muted', 6.2, 7.3],
  ['control', 4.0, 4.3],
  ['accent', 7.2, 8.3],
  ['focus', 7.7, 8.7],
  ['good', 7.4, 9.4],
  ['wait', 7.5, 9.8],
  ['attention', 7.6, 8.4],
  ['bad', 7.7, 8.2],
];
const ON_ACCENT: Pair = ['accent-text', 7.6, 8.7];
const STATUSES = ['good', 'wait', 'attention', 'bad'];
const SCHEMES = ['light', 'dark'] as const;

const rounded = (value: number) => Math.round(value * 10) / 10;

/** A panel of Punnet's in a page of this scheme, and what its colours come to. */
async function panel(scheme: string) {
  const { page, el, settle } = await show('orders', { name: 'with none' });
  page.style.colorScheme = scheme;
  await settle();
  const probe = (el.shadowRoot?.querySelector('.base') as HTMLElement).appendChild(
    document.createElement('i'),
  );
  const colorOf = (css: string) => {
    probe.style.color = css;
    return paint(getComputedStyle(probe).color);
  };
  return { named: (name: string) => colorOf(`var(--_${name})`), colorOf };
}

describe('the colours that a theme starts from', () => {
  for (const [at, scheme] of SCHEMES.entries()) {
    const promised = ([, light, dark]: Pair) => (at ? dark : light);

    for (const pair of ON_GROUND) {
      it(`in the ${scheme} have ${pair[0]} stand out by ${promised(pair)} from surface and raised`, async () => {
        const { named } = await panel(scheme);
        const least = Math.min(
          ...['surface', 'raised'].map((ground) => contrast(named(pair[0]), named(ground))),
        );
        expect(rounded(least)).to.equal(promised(pair));
      });
    }

    it(`in the ${scheme} have the text of a main button stand out by ${promised(ON_ACCENT)}`, async () => {
      const { named } = await panel(scheme);
      expect(rounded(contrast(named('accent-text'), named('accent')))).to.equal(promised(ON_ACCENT));
    });

    it(`in the ${scheme} keep words legible on the tint of each status`, async () => {
      const { named, colorOf } = await panel(scheme);
      for (const status of STATUSES) {
        const tint = colorOf(`color-mix(in srgb, var(--_${status}) 12%, var(--_raised))`);
        expect(contrast(named(status), tint), status).to.be.at.least(6.35);
        expect(contrast(named('text'), tint), `text on ${status}`).to.be.at.least(9.85);
        expect(contrast(named('muted'), tint), `muted on ${status}`).to.be.at.least(5.25);
      }
    });
  }
});
