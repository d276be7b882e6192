import { expect } from '@open-wc/testing';

import { site, startAnew, toEvent } from '../support/shell-scope.js';
import { keepCatalog } from '../../src/service-worker/catalog.js';

const ADDRESS = `${location.origin}/catolog.json`;

describe('a catalog that the worker\u2019s file names', () => {
  beforeEach(startAnew);

  const keep = async (answer: () => Response) => {
    site.answer = answer;
    const { event, settled } = toEvent();
    await keepCatalog(ADDRESS, event);
    await settled();
    return site.told;
  };

  it('is reported where it is not, with what to do', async () => {
    const message = 'It was answered with 404: take it out of self.punnet.catalog, or put it there.';
    expect(await keep(() => new Response('', { status: 404 }))).to.deep.equal([
      { punnet: 'problem', problem: { code: 'shell-incomplete', where: ADDRESS, message } },
    ]);
  });

  const quiet: readonly { name: string; answer: () => Response }[] = [
    { name: 'is there', answer: () => new Response('{}') },
    { name: 'is on a server that fails for now', answer: () => new Response('', { status: 503 }) },
    { name: 'is asked for too often', answer: () => new Response('', { status: 429 }) },
    {
      name: 'is asked for with the network cut',
      answer: () => {
        throw new TypeError('Failed to fetch');
      },
    },
  ];
  for (const { name, answer } of quiet) {
    it(`is not reported where it ${name}`, async () => {
      expect(await keep(answer)).to.deep.equal([]);
    });
  }
});
