import { expect } from '@open-wc/testing';

import { site, startAnew, toEvent } from '../support/shell-scope.js';
import { PICTURES_CACHE, SITE_CACHE } from '../../src/service-worker/caches.js';
import { answerPicture } from '../../src/service-worker/pictures.js';
import { createFileAnswer } from '../../src/service-worker/site-files.js';

const ADDRESS = `${location.origin}/logo.svg`;

/** As a tag without `crossorigin` gets it from another site. */
function toOpaque(): Response {
  const response = new Response('nobody may read this');
  Object.defineProperties(response, { status: { value: 0 }, type: { value: 'opaque' } });
  return Object.defineProperty(response, 'clone', { value: toOpaque });
}

describe('another site\u2019s answer that nobody may read', () => {
  beforeEach(startAnew);

  const answers = [
    { what: 'a picture', strategy: answerPicture, cacheName: PICTURES_CACHE },
    {
      what: 'a file that the site\u2019s server leads elsewhere',
      strategy: createFileAnswer(false),
      cacheName: SITE_CACHE,
    },
  ];
  for (const { what, strategy, cacheName } of answers) {
    it(`is shown as ${what}, and not kept`, async () => {
      site.answer = toOpaque;
      const { event } = toEvent();
      const [answer, done] = strategy.handleAll({
        event,
        request: new Request(ADDRESS, { mode: 'no-cors' }),
      });
      expect((await answer).status).to.equal(0);
      await done;
      expect((await caches.match(ADDRESS, { cacheName })) === undefined).to.equal(true);
    });
  }
});
