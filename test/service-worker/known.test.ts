import { expect } from '@open-wc/testing';

import { site, startAnew, toEvent, toPart } from '../support/shell-scope.js';
import { createAnswers } from '../../src/service-worker/answers.js';
import { PICTURES_CACHE } from '../../src/service-worker/caches.js';

const KEPT = 'https://pictures.example/jam.svg';
const OTHER = 'https://ads.example/pixel.svg';

describe('a worker that just started, and does not know yet what it keeps', () => {
  const answerFor = createAnswers({ pages: [], catalogs: [], networkFirst: false, remove: false });
  const ask = (address: string, destination: string, mode: RequestMode = 'no-cors') =>
    answerFor(toPart(address, destination, { mode }), toEvent().event);

  it('lets go their way what other sites have, and has the pictures of the catalog all the same', async () => {
    await startAnew();
    await (await caches.open(PICTURES_CACHE)).put(KEPT, new Response('kept'));
    const others = [
      ask(OTHER, 'script'),
      ask(OTHER, 'style'),
      ask(OTHER, 'font', 'cors'),
      ask(OTHER, 'image', 'cors'),
    ];
    // The browser asks for it anew, by the policy of the page.
    const [kept, other] = [ask(KEPT, 'image'), ask(OTHER, 'image')];
    expect(others.map((answer) => answer === undefined)).to.deep.equal([true, true, true, true]);
    expect(await (await kept)?.text()).to.equal('kept');
    expect((await other)?.headers.get('location')).to.equal(OTHER);
    expect(site.asked.map(({ url }) => url)).to.deep.equal([]);
    expect(ask(OTHER, 'image') === undefined).to.equal(true);
  });
});
