/** Every element in every state of it, on a phone and at a desk, in light and in the dark: to look at, and no test. */
import { fixtureCleanup } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';

import { show } from '../support/looks/look.js';
import { LOOKS, OWNERS } from '../support/looks/looks.js';

const WIDTHS = [360, 1280];
const SCHEMES = ['light', 'dark'];

const wanted = await executeServerCommand<readonly string[], undefined>('wanted-pictures');
const owners = OWNERS.filter((owner) => wanted.length === 0 || wanted.includes(owner));

describe('pictures', () => {
  before(() => {
    document.documentElement.style.cssText = 'background: Canvas; color: CanvasText; font-family: sans-serif';
    document.body.style.margin = '16px';
  });

  for (const owner of owners)
    for (const width of WIDTHS)
      it(`of <punnet-${owner}>, ${width} px wide`, async function () {
        this.timeout(240_000);
        await executeServerCommand('screen-width', width);
        for (const look of LOOKS[owner]) {
          fixtureCleanup();
          await show(owner, look);
          for (const scheme of SCHEMES) {
            document.documentElement.style.colorScheme = scheme;
            await executeServerCommand('take-picture', { owner, state: look.name, width, scheme });
          }
        }
      });
});
