import { expect } from '@open-wc/testing';

import { site, startAnew, toEvent } from '../support/shell-scope.js';
import { createAnswers } from '../../src/service-worker/answers.js';
import { keepCatalog } from '../../src/service-worker/catalog.js';

const ENGLISH = `${location.origin}/catalog.json`;
const GERMAN = `${location.origin}/catalog.de.json`;

describe('a site with a catalog for each of its languages', () => {
  beforeEach(startAnew);

  it('has all of them with no server, and nothing that is like them', async () => {
    const answerFor = createAnswers({
      pages: [],
      catalogs: [ENGLISH, GERMAN],
      networkFirst: false,
      remove: false,
    });
    const { event, settled } = toEvent();
    site.answer = ({ url }) => Response.json({ from: url });
    for (const address of [ENGLISH, GERMAN]) await keepCatalog(address, event);
    site.answer = () => new Response('', { status: 503 });
    for (const address of [ENGLISH, GERMAN]) {
      const answer = await answerFor(new Request(address), event);
      expect(await answer?.json()).to.deep.equal({ from: address });
    }
    const other = answerFor(new Request(`${location.origin}/catalog.fr.json`), event);
    expect(other === undefined).to.equal(true);
    await settled();
  });
});
