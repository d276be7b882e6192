import { expect } from '@open-wc/testing';

import { takeOver } from '../../src/bridge/take-over.js';
import type { ToShell } from '../../src/core/shell-messages.js';
import { patch } from '../support/patch.js';

class FakeWorker {
  readonly told: string[] = [];
  readonly scriptURL = 'data:text/javascript,';

  postMessage({ punnet }: ToShell) {
    this.told.push(punnet);
  }
}

/** @returns a site with a build that waits, and what lets the time pass in which it should have come */
function letIn() {
  const registration = { active: new FakeWorker(), waiting: new FakeWorker() as FakeWorker | null };
  const acts: (() => void)[] = [];
  patch(globalThis, 'setInterval', { value: (act: () => void) => acts.push(act) });
  takeOver(registration as unknown as ServiceWorkerRegistration);
  return { registration, pass: () => acts.forEach((act) => act()) };
}

const frames = () => [...document.querySelectorAll('iframe')];

describe('the build that the shopper lets in', () => {
  it('is told once, and no visit is made where it comes at once', () => {
    const { registration } = letIn();
    expect(registration.waiting?.told).to.deep.equal(['take-over']);
    expect(frames().length).to.equal(0);
  });

  it('has the worker in office hurried by a visit that leaves nothing behind', async () => {
    const { registration, pass } = letIn();
    pass();
    pass();
    const [visit, ...others] = frames();
    expect(others.length).to.equal(0);
    expect(visit?.getAttribute('src')).to.equal(registration.active.scriptURL);
    expect(visit?.checkVisibility()).to.equal(false);
    await new Promise((resolve) => visit?.addEventListener('load', resolve));
    expect(visit?.isConnected).to.equal(false);
    expect(registration.active.told).to.deep.equal([]);
  });

  it('is let in as well where it came after the button was pressed', () => {
    const { registration, pass } = letIn();
    const newer = new FakeWorker();
    registration.waiting = newer;
    pass();
    expect(newer.told).to.deep.equal(['take-over']);
    frames().forEach((visit) => visit.remove());
  });
});
