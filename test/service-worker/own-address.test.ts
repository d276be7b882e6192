import { expect } from '@open-wc/testing';

import { addressIn, folderOf } from '../../src/service-worker/own-address.js';

const CDN = 'http://localhost:8081/punnet/punnet.service-worker.js';
const stacks = {
  Chromium: `Error\n    at ${CDN}:1:2405\n    at http://shop.example/sw.js:2:1`,
  'Chromium in a function': `Error\n    at find (${CDN}?v=3:1:2405)\n    at http://shop.example/sw.js:2:1`,
  Firefox: `@${CDN}:1:2405\n@http://shop.example/sw.js:2:14\n`,
  WebKit: `global code@${CDN}:1:2405\nimportScripts@[native code]\nglobal code@http://shop.example/sw.js:2:14`,
};

describe('where the shell’s script came from', () => {
  for (const [browser, stack] of Object.entries(stacks)) {
    it(`is read from what ${browser} writes, in front of who imported it`, () => {
      expect(addressIn(stack)?.replace('?v=3', '')).to.equal(CDN);
    });
  }

  it('gives the folder of the other files', () => {
    expect(folderOf(`${CDN}?v=3`, 'http://shop.example/sw.js')).to.equal('http://localhost:8081/punnet/');
  });

  it('gives none where the code is part of the host’s own file', () => {
    expect(folderOf(CDN, CDN)).to.equal(undefined);
    expect(folderOf(addressIn('no stack'), CDN)).to.equal(undefined);
  });
});
