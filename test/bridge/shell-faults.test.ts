import { expect } from '@open-wc/testing';

import { findShellFault, findSiteFault } from '../../src/bridge/shell-faults.js';

describe('a service worker that can’t be registered', () => {
  it('is none where its file lies on this site', () => {
    expect(findShellFault('/sw.js')?.code).to.equal(undefined);
  });

  it('is named where its file lies elsewhere, with the site’s own address', () => {
    const fault = findShellFault('https://cdn.example/sw.js');
    expect(fault?.code).to.equal('service-worker-foreign');
    expect(fault?.message).to.contain(location.origin);
  });

  it('is named in a frame that is refused its own origin, where Chromium throws for a look at it', () => {
    const origin = Object.getOwnPropertyDescriptor(self, 'origin') ?? {};
    Object.defineProperty(self, 'origin', { value: 'null', configurable: true });
    const fault = findShellFault('/sw.js');
    Object.defineProperty(self, 'origin', origin);
    expect(fault?.code).to.equal('service-worker-unsupported');
  });

  it('is named where it is no address', () => {
    expect(findShellFault('http://[')?.code).to.equal('bad-address');
  });

  const refused = new TypeError('refused');
  it('is named where its file is missing, with the answer', async () => {
    const fault = await findSiteFault(`${location.origin}/nowhere/sw.js`, refused);
    expect(fault?.code).to.equal('service-worker-missing');
    expect(fault?.message).to.contain('404');
  });

  it('is named where its file is no script, with its type', async () => {
    const fault = await findSiteFault(`${location.origin}/package.json`, refused);
    expect(fault?.code).to.equal('service-worker-type');
    expect(fault?.message).to.contain('application/json');
  });

  it('is named where the browser refuses it, with the browser’s words', async () => {
    const fault = await findSiteFault(`${location.origin}/eslint.config.mjs`, refused);
    expect(fault?.code).to.equal('service-worker-failed');
    expect(fault?.message).to.contain('refused');
  });

  it('is not reported where nothing can be asked', async () => {
    const fault = await findSiteFault('http://localhost:1/sw.js', refused);
    expect(fault?.code).to.equal(undefined);
  });
});
