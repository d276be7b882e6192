/** The loader for plain scripts leaves a page as it is, whatever the page lets it do. */
import { expect } from '@open-wc/testing';

import { patch } from '../support/patch.js';

const refuse = () => {
  throw new TypeError('The page does not list this policy.');
};

/** How many module scripts it puts into a page that lists no policy of Punnet's, and what it throws there. */
async function load(prepare: (page: Window & typeof globalThis) => void = () => undefined) {
  const frame = document.body.appendChild(document.createElement('iframe'));
  const page = frame.contentWindow as Window & typeof globalThis;
  patch(page, 'trustedTypes', { value: { createPolicy: refuse } });
  prepare(page);
  const threw: string[] = [];
  page.onerror = (message) => void threw.push(String(message));
  const script = page.document.createElement('script');
  script.src = new URL('../../src/classic.ts', import.meta.url).href;
  await new Promise((resolve) => {
    script.onload = resolve;
    page.document.body.append(script);
  });
  const modules = page.document.querySelectorAll('script[type=module]').length;
  frame.remove();
  return { modules, threw };
}

describe('the loader for plain scripts', () => {
  it('loads the module by its plain address where the page does not list its policy', async () => {
    expect(await load()).to.deep.equal({ modules: 1, threw: [] });
  });

  it('throws nothing where the page takes no plain address either', async () => {
    const found = await load((page) => patch(page.HTMLScriptElement.prototype, 'after', { value: refuse }));
    expect(found).to.deep.equal({ modules: 0, threw: [] });
  });
});
