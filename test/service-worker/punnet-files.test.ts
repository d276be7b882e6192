import { expect } from '@open-wc/testing';

import { BUILD, site, startAnew, toEvent, toPart } from '../support/shell-scope.js';
import { createAnswers } from '../../src/service-worker/answers.js';
import { FILES_CACHE } from '../../src/service-worker/caches.js';
import { readKnown } from '../../src/service-worker/known.js';
import { keepUsed } from '../../src/service-worker/punnet-files.js';

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

describe('a file that loads on use, when an update comes', () => {
  const LATE = 'chunks/late.wasm';
  const keepEarlier = async (text: string, cacheName = FILES_CACHE.replace(BUILD, '0badcafe')) =>
    (await caches.open(cacheName)).put(toAddress(`${LATE}?0badcafe`), new Response(text));
  const update = async () => {
    const { event, settled } = toEvent();
    await keepUsed(event);
    await settled();
    const kept = await caches.match(toAddress(`${LATE}?${BUILD}`), { cacheName: FILES_CACHE });
    return { kept: await kept?.text(), asked: site.asked.map(({ url }) => url) };
  };

  beforeEach(async () => {
    await startAnew();
    site.answer = () => new Response('this build');
  });

  it('is not fetched for those who have not used it', async () => {
    await keepEarlier('this build', 'the site\u2019s own');
    expect(await update()).to.deep.equal({ kept: undefined, asked: [] });
  });

  it('is not fetched once more where it has not changed', async () => {
    await keepEarlier('this build');
    expect(await update()).to.deep.equal({ kept: 'this build', asked: [] });
  });

  it('is fetched where it has', async () => {
    await keepEarlier('earlier build');
    expect(await update()).to.deep.equal({ kept: 'this build', asked: [toAddress(`${LATE}?${BUILD}`)] });
  });

  it('is had with no network once it was used, also where pages come from the network first', async () => {
    const answerFirst = createAnswers({ pages: [], catalogs: [], networkFirst: true, remove: false });
    const use = async () => {
      const { event, settled } = toEvent();
      const answer = answerFirst(new Request(toAddress(`${LATE}?${BUILD}`)), event);
      const text = await answer?.then((response) => response.text());
      await settled();
      return text;
    };
    expect(await use()).to.equal('this build');
    site.answer = () => new Response('', { status: 503 });
    expect(await use()).to.equal('this build');
  });
});
