import { expect } from '@open-wc/testing';

import { readShellConfig } from '../../src/service-worker/read-config.js';

const AT = 'https://shop.example/sw.js';
const read = (given: unknown) => readShellConfig(given, AT);

describe('what the host’s service worker says', () => {
  it('is read into absolute addresses', () => {
    expect(read({ shell: ['/', 'about.html#top'], catalog: 'https://cdn.example/c.json' })).to.deep.equal({
      ok: true,
      config: {
        pages: ['https://shop.example/', 'https://shop.example/about.html'],
        catalogs: ['https://cdn.example/c.json'],
        networkFirst: false,
        remove: false,
      },
    });
  });

  it('may name several catalogs, as of several languages, or none', () => {
    const catalogsIn = (given: object) => {
      const answer = read({ shell: ['/'], ...given });
      return answer.ok ? answer.config.catalogs : answer.problem.message;
    };
    expect(catalogsIn({ catalog: ['/c.json', 'c.de.json'] })).to.deep.equal([
      'https://shop.example/c.json',
      'https://shop.example/c.de.json',
    ]);
    expect(catalogsIn({})).to.deep.equal([]);
  });

  it('needs no page where the shell is taken away', () => {
    expect(read({ remove: true }).ok).to.equal(true);
  });

  const wrong: readonly (readonly [where: string, given: unknown])[] = [
    ['self.punnet', undefined],
    ['self.punnet', 'shell'],
    ['self.punnet.shell', {}],
    ['self.punnet.shell', { shell: '/' }],
    ['self.punnet.shell[1]', { shell: ['/', 'https://other.example/'] }],
    ['self.punnet.shell[0]', { shell: [3] }],
    ['self.punnet.catalog', { shell: ['/'], catalog: 'ftp://shop.example/c.json' }],
    ['self.punnet.catalog', { shell: ['/'], catalog: ['/c.json', 3] }],
    ['self.punnet.shel', { shel: ['/'] }],
    ['self.punnet.remove', { shell: ['/'], remove: 'yes' }],
  ];
  for (const [where, given] of wrong) {
    it(`names ${where} in ${JSON.stringify(given)}, and the file`, () => {
      const answer = read(given);
      const problem = answer.ok ? undefined : answer.problem;
      expect(problem?.code).to.equal('shell-config');
      expect(problem?.where).to.equal(where);
      expect(problem?.message).to.contain(AT);
    });
  }
});
