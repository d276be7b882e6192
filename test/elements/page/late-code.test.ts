import { expect } from '@open-wc/testing';

import { LateCode, expectedCode } from '../../../src/elements/page/late-code.js';

/** Something to load that fails the first time, and an element that waits for it. */
function failing() {
  let tries = 0;
  const late = new LateCode(async () => {
    if (++tries === 1) throw new TypeError('Failed to fetch');
    return 'here';
  });
  let drawn = 0;
  const host = {
    addController: () => undefined,
    removeController: () => undefined,
    requestUpdate: () => void drawn++,
    updateComplete: Promise.resolve(true),
  };
  return { late, host, drawn: () => drawn };
}

describe('code that loads late', () => {
  it('is asked for once, however many need it', async () => {
    let tries = 0;
    const late = new LateCode(async () => ++tries);
    await Promise.all([late.load(), late.load()]);
    expect(late.value).to.equal(1);
  });

  it('comes when the network is back', async () => {
    const { late, host, drawn } = failing();
    await late.bringTo(host);
    expect(late.value).to.equal(undefined);
    expect([late.failed, drawn()]).to.deep.equal([true, 1]);
    dispatchEvent(new Event('online'));
    expect(late.failed).to.equal(false);
    await late.load();
    expect(late.value).to.equal('here');
    expect(drawn()).to.equal(2);
  });

  it('is drawn by an element that asks for it when it has just come', async () => {
    const { late, host, drawn } = failing();
    await late.load().catch(() => undefined);
    await late.load();
    await late.bringTo(host);
    expect(drawn()).to.equal(1);
  });

  it('is drawn by all that went without it, whoever asked again', async () => {
    const { late, host, drawn } = failing();
    await late.bringTo(host);
    const other = { ...host, requestUpdate: () => undefined };
    await late.bringTo(other);
    expect(drawn()).to.equal(2);
  });

  it('is known to be missing, and known to have come', async () => {
    const { late, host } = failing();
    expect(expectedCode()).to.equal('there');
    late.expect();
    expect(expectedCode()).to.equal('pending');
    await late.bringTo(host);
    expect(expectedCode()).to.equal('failed');
    await late.load();
    expect(expectedCode()).to.equal('there');
  });
});
