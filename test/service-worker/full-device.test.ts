import { expect } from '@open-wc/testing';

import { site, startAnew, toEvent } from '../support/shell-scope.js';
import { PICTURES_CACHE, SITE_CACHE } from '../../src/service-worker/caches.js';
import { keepPictures } from '../../src/service-worker/pictures.js';
import { keepSiteFiles } from '../../src/service-worker/site-files.js';

const toAddress = (name: string) => `${location.origin}/${name}`;

async function keepPicturesNamed(...names: readonly string[]): Promise<void> {
  const products = names.map((name) => ({ image: toAddress(name) }));
  const { event, settled } = toEvent();
  await keepPictures(Response.json({ products }), toAddress('catalog.json'), event, false);
  await settled();
}

async function namesIn(cacheName: string): Promise<readonly string[]> {
  const kept = await (await caches.open(cacheName)).keys();
  return kept.map(({ url }) => new URL(url).pathname.slice(1));
}

/** The device has room for everything but this. */
async function withNoRoomFor(name: string, work: () => Promise<void>): Promise<void> {
  const { put } = Cache.prototype;
  Cache.prototype.put = async function (request, response) {
    const { url } = new Request(request);
    if (url === toAddress(name)) throw new DOMException('full', 'QuotaExceededError');
    return put.call(this, request, response);
  };
  try {
    await work();
  } finally {
    Cache.prototype.put = put;
  }
}

describe('pictures that fill the device', () => {
  before(async () => {
    await startAnew();
    site.answer = () => new Response('a');
    const { event, settled } = toEvent();
    await keepSiteFiles([toAddress('site.css')], event);
    await settled();
    await keepPicturesNamed('jam.svg');
    expect(await namesIn(PICTURES_CACHE)).to.deep.equal(['jam.svg']);
    await withNoRoomFor('poster.svg', () => keepPicturesNamed('poster.svg').catch(() => undefined));
  });

  it('make room by going themselves, and leave the site’s own files', async () => {
    expect(await namesIn(PICTURES_CACHE)).to.deep.equal([]);
    expect(await namesIn(SITE_CACHE)).to.deep.equal(['site.css']);
  });

  it('are kept again where there is room again', async () => {
    await keepPicturesNamed('jam.svg');
    expect(await namesIn(PICTURES_CACHE)).to.deep.equal(['jam.svg']);
  });
});
