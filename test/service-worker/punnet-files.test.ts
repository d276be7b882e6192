import { expect } from '@open-wc/testing';

import { BUILD, site, startAnew, toEvent, toPart } from '../support/shell-scope.js';
import { createAnswers } from '../../src/service-worker/answers.js';

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
