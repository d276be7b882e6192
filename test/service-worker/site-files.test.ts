import { expect } from '@open-wc/testing';

import { hashOf, site, startAnew, toEvent, toHtml, toPart } from '../support/shell-scope.js';
import { createAnswers } from '../../src/service-worker/answers.js';
import { answerPicture } from '../../src/service-worker/pictures.js';
import { keepSiteFiles } from '../../src/service-worker/site-files.js';

const SCRIPT = `${location.origin}/app.js`;
const toScript = (text: string) => new Response(text, { headers: { 'content-type': 'text/javascript' } });
const toAnswers = (networkFirst: boolean) =>
  createAnswers({ pages: [], catalogs: [], networkFirst, remove: false });

/** The answer, once whatever follows it is done. */
async function ask(request: Request, answerFor = toAnswers(false)): Promise<string | undefined> {
  const { event, settled } = toEvent();
  const response = await answerFor(request, event);
  await settled();
  return response?.text();
}

describe('a script of the site that is kept', () => {
  before(async () => {
    await startAnew();
    site.answer = () => toScript('first');
    const { event, settled } = toEvent();
    await keepSiteFiles([SCRIPT], event);
    await settled();
  });

  it('is shown at once, and kept as the server has it now', async () => {
    site.answer = () => toScript('second');
    expect(await ask(toPart(SCRIPT, 'script'))).to.equal('first');
    expect(await ask(toPart(SCRIPT, 'script'))).to.equal('second');
  });

  it('is the server\u2019s for a page that lets in the next one alone', async () => {
    site.answer = () => toScript('third');
    expect(await ask(toPart(SCRIPT, 'script', { integrity: await hashOf('third') }))).to.equal('third');
    site.answer = () => new Response('', { status: 503 });
    expect(await ask(toPart(SCRIPT, 'script', { integrity: await hashOf('third') }))).to.equal('third');
  });

  it('stays where the server has a page in its place, as for every address that it does not know', async () => {
    site.answer = () => toHtml('a page that says sorry');
    expect(await ask(toPart(SCRIPT, 'script'))).to.equal('third');
    expect(await ask(toPart(SCRIPT, 'script'))).to.equal('third');
  });
});

describe('a script of a site whose pages come from the network first', () => {
  it('comes from there too, and from what is kept where no server answers', async () => {
    const answerFor = toAnswers(true);
    site.answer = () => toScript('fourth');
    expect(await ask(toPart(SCRIPT, 'script'), answerFor)).to.equal('fourth');
    site.answer = () => new Response('', { status: 503 });
    expect(await ask(toPart(SCRIPT, 'script'), answerFor)).to.equal('fourth');
  });
});

describe('a drawing of the site that is kept', () => {
  it('is shown also where a page names one part of it', async () => {
    const address = `${location.origin}/icons.svg`;
    site.answer = () => new Response('icons');
    const { event, settled } = toEvent();
    await keepSiteFiles([address], event);
    await settled();
    for (const part of ['#mill', '', '#jam'])
      expect(await ask(toPart(`${address}${part}`, 'image'))).to.equal('icons');
  });
});

describe('a picture that the server has no more', () => {
  it('is not kept as the page that comes in its place', async () => {
    await startAnew();
    site.answer = () => toHtml('a page that says sorry');
    const address = `${location.origin}/jam.svg`;
    await Promise.all(answerPicture.handleAll({ event: toEvent().event, request: new Request(address) }));
    expect((await caches.match(address)) === undefined).to.equal(true);
  });
});
