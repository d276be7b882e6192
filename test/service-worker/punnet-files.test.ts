import { expect } from '@open-wc/testing';

import { BUILD, site, startAnew, toEvent, toPart } from '../support/shell-scope.js';
import { createAnswers } from '../../src/service-worker/answers.js';
import { FILES_CACHE } from '../../src/service-worker/caches.js';
import { readKnown } from '../../src/service-worker/known.js';

const toAddress = (name: string) => new URL(`../../src/service-worker/${name}`, import.meta.url).href;
const CHUNK = toAddress(`chunks/de.js?${BUILD}`);

const answerFor = createAnswers({ pages: [], catalogs: [], networkFirst: false, remove: false });

/** The answer, once whatever follows it is done; `passes` if the request goes its way, `blocked` without any. */
async function ask(address: string): Promise<string> {
  const { event, settled } = toEvent();
  const answer = answerFor(toPart(address, 'script'), event);
  const text = answer ? await answer.then((response) => response.text()).catch(() => 'blocked') : 'passes';
  await settled().catch(() => undefined);
  return text;
}

before(readKnown);

describe('a file of Punnet that was never kept, whose server has another build', () => {
  beforeEach(async () => {
    await startAnew();
    site.answer = () => new Response('next build');
  });

  it('is that build\u2019s for a page that starts with it', async () => {
    expect(await ask(toAddress('punnet.js'))).to.equal('next build');
  });

  it('is none that a page of this build loads later', async () => {
    expect(await ask(CHUNK)).to.equal('blocked');
  });
});

describe('a chunk of another build', () => {
  const EARLIER = toAddress('chunks/de.js?0badcafe');
  const keep = async (cacheName: string, address: string, text: string) =>
    (await caches.open(cacheName)).put(address, new Response(text));

  beforeEach(async () => {
    await startAnew();
    site.answer = () => new Response('from the network');
  });

  it('is had from what is kept of that build', async () => {
    await keep(FILES_CACHE.replace(BUILD, '0badcafe'), EARLIER, 'earlier build');
    expect(await ask(EARLIER)).to.equal('earlier build');
  });

  it('is not had from what the site keeps by itself', async () => {
    await keep('the site\u2019s own', EARLIER, 'whatever');
    expect(await ask(EARLIER)).to.equal('from the network');
  });

  it('is another\u2019s file where it lies on another site, and goes its way', async () => {
    expect(await ask('https://other.example/chunks/de.js?0badcafe')).to.equal('passes');
  });
});
