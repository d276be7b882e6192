import { expect } from '@open-wc/testing';

import { site, startAnew, toEvent, toNavigation } from '../support/shell-scope.js';

const HOME = `${location.origin}/`;
const OTHERS = ['punnet /another/ pages 5eedf00d', 'the site\u2019s own'];

/** As the browser runs the host's worker. */
async function run(type: string, properties: object = {}): Promise<void> {
  const { event, settled } = toEvent();
  dispatchEvent(Object.assign(new Event(type), event, properties));
  await settled();
}

describe('a site that wants no shell any more', () => {
  before(async () => {
    await startAnew();
    for (const name of [...OTHERS, 'punnet / pages 5eedf00d', 'punnet / site', 'punnet / files 0badcafe'])
      await caches.open(name);
    Object.assign(globalThis, { punnet: { shell: ['/'], remove: true } });
    await import('../../src/service-worker/service-worker.js');
  });
  after(() => void Reflect.deleteProperty(globalThis, 'punnet'));

  it('is rid of it at once, with all that it kept, and keeps what is another\u2019s on the same origin', async () => {
    await run('install');
    expect(site.done).to.deep.equal(['skipWaiting']);
    await run('activate');
    expect(site.done).to.deep.equal(['skipWaiting', 'unregister']);
    expect((await caches.keys()).sort()).to.deep.equal(OTHERS);
  });

  it('answers its visits itself', async () => {
    const answers: unknown[] = [];
    await run('fetch', {
      request: toNavigation(HOME),
      respondWith: (answer: unknown) => answers.push(answer),
    });
    expect(answers).to.deep.equal([]);
  });
});
