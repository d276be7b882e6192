import { expect } from '@open-wc/testing';

import { BUILD, site, startAnew, toPage } from '../support/shell-scope.js';
import { FILES_CACHE, PAGES_CACHE } from '../../src/service-worker/caches.js';
import { clearUp, needOwnBuild } from '../../src/service-worker/earlier-builds.js';

const NOTE = '/punnet-needed-by';
const otherFiles = FILES_CACHE.replace(BUILD, 'other');
const otherPages = PAGES_CACHE.replace(BUILD, 'other');

async function remaining(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name === otherFiles || name === otherPages).sort();
}

describe('another build’s files', () => {
  beforeEach(async () => {
    await startAnew();
    await caches.open(otherFiles);
    await caches.open(otherPages);
  });

  it('stay while a page is open that was loaded from them, and go with the last', async () => {
    await clearUp();
    expect(await remaining()).to.deep.equal([otherFiles]);
    site.pages = [toPage('one'), toPage('two')];
    await clearUp();
    expect(await remaining()).to.deep.equal([otherFiles]);
    site.pages = [toPage('two')];
    await clearUp();
    expect(await remaining()).to.deep.equal([]);
  });

  for (const state of ['installing', 'waiting'] as const) {
    it(`stay, with its pages, while its worker is ${state}`, async () => {
      site.pages = [];
      site[state] = {};
      await clearUp();
      expect(await remaining()).to.deep.equal([otherFiles, otherPages]);
      site[state] = null;
      await clearUp();
      expect(await remaining()).to.deep.equal([]);
    });
  }
});

describe('a build that the site goes back to', () => {
  it('is no longer to go with the pages that were open when it was left', async () => {
    await startAnew();
    await (await caches.open(FILES_CACHE)).put(NOTE, Response.json(['one']));
    await needOwnBuild();
    expect((await caches.match(NOTE, { cacheName: FILES_CACHE })) === undefined).to.equal(true);
  });
});
