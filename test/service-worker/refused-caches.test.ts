import { expect } from '@open-wc/testing';

import { site, startAnew, toEvent, toHtml, toNavigation, toPart } from '../support/shell-scope.js';
import { createAnswers } from '../../src/service-worker/answers.js';

const toAddress = (name: string) => `${location.origin}/${name}`;
const HOME = toAddress('');
const CATALOG = toAddress('catalog.json');
const PUNNET = new URL('../../src/service-worker/punnet.js', import.meta.url).href;

const refuse = () => Promise.reject(new DOMException('refused', 'UnknownError'));
const real = { match: CacheStorage.prototype.match, open: CacheStorage.prototype.open };

describe('a browser that refuses what it keeps', () => {
  const answerFor = createAnswers({ pages: [HOME], catalogs: [CATALOG], networkFirst: false, remove: false });

  before(async () => {
    await startAnew();
    Object.assign(CacheStorage.prototype, { match: refuse, open: refuse });
  });
  after(() => void Object.assign(CacheStorage.prototype, real));

  const requests = [
    // While it is not known yet what is kept.
    { what: 'a style sheet', request: toPart(toAddress('site.css'), 'style') },
    { what: 'a page', request: toNavigation(HOME) },
    { what: 'the catalog', request: new Request(CATALOG) },
    { what: 'Punnet itself', request: new Request(PUNNET) },
  ];
  for (const { what, request } of requests) {
    it(`has ${what} from the site, as if there was no shell`, async () => {
      site.answer = ({ url }) => toHtml(`from the site: ${new URL(url).pathname}`);
      const { event } = toEvent();
      const answer = await answerFor(request, event);
      expect(await answer?.text()).to.equal(`from the site: ${new URL(request.url).pathname}`);
    });
  }

  it('leaves the rest of the page alone from then on', () => {
    for (const destination of ['style', 'script', 'image', 'font']) {
      const answer = answerFor(toPart(toAddress('site.css'), destination), toEvent().event);
      expect(answer === undefined).to.equal(true);
    }
  });
});
