import { expect } from '@open-wc/testing';

import { filesOfPage, filesOfSheet } from '../../src/service-worker/page-text.js';

const PAGE = 'https://shop.example/shop/';

describe('what a page’s text needs', () => {
  const written: readonly (readonly [html: string, found: readonly string[]])[] = [
    ['<link rel="stylesheet" href="site.css">', ['https://shop.example/shop/site.css']],
    ["<link href='/icon.svg' rel='shortcut icon'/>", ['https://shop.example/icon.svg']],
    ['<LINK REL=preload HREF=/font.woff2>', ['https://shop.example/font.woff2']],
    ['<script type="module" src="/app.js?a=1&amp;b=2"></script>', ['https://shop.example/app.js?a=1&b=2']],
    ['<img alt="a" src="mill.svg#x"><img src="mill.svg">', ['https://shop.example/shop/mill.svg']],
    ['<punnet-shop worker-src="/worker.js" catalog="/c.json">', ['https://shop.example/worker.js']],
    ['<link rel="canonical" href="/"><link rel="alternate" href="/de/"><a href="/about">', []],
    ['<img src="data:image/gif;base64,AA"><script src="http://["></script><img data-src="/x.png">', []],
  ];
  for (const [html, found] of written) {
    it(`is found in ${html}`, () => {
      expect(filesOfPage(html, PAGE)).to.deep.equal(found);
    });
  }

  it('is found in a style sheet, from where that lies', () => {
    const css = `@import "base.css"; @import url('more.css'); a { background: url( "a.svg" ) } b { src: url(/f.woff2) }`;
    expect([...filesOfSheet(css, 'https://shop.example/css/site.css')].sort()).to.deep.equal([
      'https://shop.example/css/a.svg',
      'https://shop.example/css/base.css',
      'https://shop.example/css/more.css',
      'https://shop.example/f.woff2',
    ]);
  });
});
