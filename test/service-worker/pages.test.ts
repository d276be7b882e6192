import { expect } from '@open-wc/testing';

import {
  hashOf,
  registration,
  site,
  startAnew,
  toEvent,
  toHtml,
  toNavigation,
} from '../support/shell-scope.js';
import { createAnswers } from '../../src/service-worker/answers.js';
import { PAGES_CACHE } from '../../src/service-worker/caches.js';

const HOME = `${location.origin}/`;
const DATA = `${location.origin}/opening-hours.json`;

const answerFor = createAnswers({ pages: [HOME, DATA], catalogs: [], networkFirst: false, remove: false });

async function keep(address: string, response: Response): Promise<void> {
  await (await caches.open(PAGES_CACHE)).put(address, response);
}

async function kept(address: string): Promise<string | undefined> {
  return (await caches.match(address, { cacheName: PAGES_CACHE }))?.text();
}

/** The answer, once whatever follows it is done. */
async function ask(request: Request): Promise<string | undefined> {
  const { event, settled } = toEvent();
  const response = await answerFor(request, event);
  await settled();
  return response?.text();
}

describe('a page that the shell keeps', () => {
  beforeEach(startAnew);

  it('is shown to a visit, and kept as the server has it now', async () => {
    await keep(HOME, toHtml('old'));
    site.answer = () => toHtml('new');
    expect(await ask(toNavigation(`${HOME}?utm_source=letter`))).to.equal('old');
    expect(await kept(HOME)).to.equal('new');
  });

  it('is no answer to the site’s own script, whose fragment of it is not kept either', async () => {
    await keep(HOME, toHtml('whole page'));
    site.answer = () => toHtml('fragment');
    expect(await ask(new Request(HOME, { headers: { 'HX-Request': 'true' } }))).to.equal('fragment');
    expect(site.asked[0]?.headers.get('HX-Request')).to.equal('true');
    expect(await kept(HOME)).to.equal('whole page');
  });

  it('leaves a file that the host names beside it to the site’s scripts, but never as a page', async () => {
    await keep(DATA, Response.json('old'));
    site.answer = () => Response.json('new');
    expect(await ask(new Request(DATA))).to.equal('"old"');
    site.answer = () => toHtml('a page that says sorry');
    expect(await ask(new Request(DATA))).to.equal('"new"');
    expect(await kept(DATA)).to.equal('"new"');
  });

  const OTHER = '<script src="/another/punnet.js"></script>';

  it('stays, with nothing told, where it could not be found out whether another worker has come', async () => {
    await keep(HOME, toHtml('good'));
    site.answer = () => toHtml(OTHER);
    site.update = () => Promise.reject(new TypeError('no connection'));
    await ask(toNavigation(HOME));
    expect(await kept(HOME)).to.equal('good');
    expect(site.told).to.deep.equal([]);
  });

  it('goes, and the page is told, where it has another Punnet and the site no other worker', async () => {
    await keep(HOME, toHtml('good'));
    site.answer = () => toHtml(OTHER);
    await ask(toNavigation(HOME));
    expect(await kept(HOME)).to.equal(undefined);
    expect(JSON.stringify(site.told)).to.contain('shell-other-build');
  }).timeout(10_000);

  it('stays where the browser shows the other worker only after it said that it has looked', async () => {
    await keep(HOME, toHtml('good'));
    site.answer = () => toHtml(OTHER);
    site.update = async () =>
      void setTimeout(() => {
        site.installing = {};
        registration.dispatchEvent(new Event('updatefound'));
      });
    await ask(toNavigation(HOME));
    expect(await kept(HOME)).to.equal('good');
    expect(site.told).to.deep.equal([]);
  });

  it('does not keep a worker from taking over that comes while the browser is long over its look', async () => {
    await keep(HOME, toHtml('good'));
    site.answer = () => toHtml(OTHER);
    site.update = () => {
      site.installing = {};
      queueMicrotask(() => registration.dispatchEvent(new Event('updatefound')));
      return new Promise(() => undefined);
    };
    await ask(toNavigation(HOME));
    expect(await kept(HOME)).to.equal('good');
    expect(site.told).to.deep.equal([]);
  });

  it('does not keep a worker from taking over that waits already, by having the browser look for one', async () => {
    await keep(HOME, toHtml('good'));
    site.answer = () => toHtml(OTHER);
    site.waiting = {};
    site.update = () => new Promise(() => undefined);
    await ask(toNavigation(HOME));
    expect(await kept(HOME)).to.equal('good');
  });

  const PUNNET = new URL('../../src/service-worker/punnet.js', import.meta.url).href;
  const toTag = (integrity: string) =>
    `<script type="module" integrity="${integrity}" src="${PUNNET}"></script>`;
  /** The server has this page, and this Punnet. */
  const serve = (page: string, punnet: string) =>
    (site.answer = ({ url }) => (url.startsWith(PUNNET) ? new Response(punnet) : toHtml(page)));

  it('stays while its server has one that lets in another build alone, whose own file it has then', async () => {
    await keep(HOME, toHtml('good'));
    serve(toTag(await hashOf('next build')), 'this build');
    site.waiting = {};
    await ask(toNavigation(HOME));
    expect(await kept(HOME)).to.equal('good');
    serve('', 'next build');
    expect(await ask(new Request(PUNNET))).to.equal('this build');
    expect(await ask(new Request(PUNNET, { integrity: await hashOf('next build') }))).to.equal('next build');
  });

  for (const bits of ['256', '384', '512']) {
    it(`is kept as its server has it where that lets in this very build, by SHA-${bits}`, async () => {
      await keep(HOME, toHtml('old'));
      const page = toTag(`${await hashOf('next build', '256')} ${await hashOf('this build', bits)}`);
      serve(page, 'this build');
      await ask(toNavigation(HOME));
      expect(await kept(HOME)).to.equal(page);
      expect(await ask(new Request(PUNNET, { integrity: await hashOf('this build', bits) }))).to.equal(
        'this build',
      );
    });
  }
});
