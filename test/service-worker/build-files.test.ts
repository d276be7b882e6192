import { expect } from '@open-wc/testing';

import { allFiles, filesFor } from '../../src/service-worker/build-files.js';

const BUILD = {
  id: '01234567',
  always: { 'punnet.js': 'a' },
  tags: { 'punnet-catalog': { 'chunks/punnet-catalog.js': 'b' } },
  languages: { de: { 'chunks/de.js': 'c' }, ar: { 'chunks/ar.js': 'd' } },
  others: { 'punnet.css': 'e', 'punnet.worker.js': 'f' },
};
const names = (html: string) => Object.keys(filesFor(BUILD, html)).slice(1);

describe('the files of a build that a page needs', () => {
  const pages: readonly (readonly [html: string, found: readonly string[]])[] = [
    ['<html lang="en"><punnet-cart>', []],
    ['<html lang="de-AT">', ['chunks/de.js']],
    ['<html lang=en><div lang="ar">', ['chunks/ar.js']],
    ['<html hreflang="de" lang="den">', []],
    ['<punnet-catalog tag="grain">', ['chunks/punnet-catalog.js']],
    ['<punnet-catalogue>', []],
    ['<link href="https://cdn.example/punnet.css">', ['punnet.css']],
    ['<punnet-shop worker-src="/w.js">', ['punnet.worker.js']],
  ];
  for (const [html, found] of pages) {
    it(`are what always is needed and ${found.join(', ') || 'nothing else'}, for ${html}`, () => {
      expect(names(html)).to.deep.equal(found);
      expect(filesFor(BUILD, html)).to.include({ 'punnet.js': 'a' });
    });
  }

  it('are known by their hashes, each of them', () => {
    expect(Object.values(allFiles(BUILD)).sort()).to.deep.equal(['a', 'b', 'c', 'd', 'e', 'f']);
  });
});
