import { expect } from '@open-wc/testing';

import { takeOver } from '../../src/bridge/take-over.js';
import type { ToShell } from '../../src/core/shell-messages.js';
import { patch } from '../support/patch.js';

const CHROMIUM = 'Google Inc.';
/** A page may look into the first; into the other one it may not, as into one that was refused. */
const OWN_FILE = '/test/support/patch.ts';
const CLOSED_FILE = 'data:text/javascript,';

class FakeWorker {
  readonly told: string[] = [];
  readonly scriptURL: string;

  constructor(scriptURL = OWN_FILE) {
    this.scriptURL = scriptURL;
  }

  postMessage({ punnet }: ToShell) {
    this.told.push(punnet);
  }
}

interface Site {
  readonly vendor?: string;
  readonly file?: string;
  readonly waiting?: FakeWorker | null;
}

/** @returns a site with a build that waits, and what lets the time pass in which it should have come */
function letIn({ vendor = CHROMIUM, file, waiting = new FakeWorker() }: Site = {}) {
  const registration = { active: new FakeWorker(file), waiting };
  const acts = new Map<number, () => void>();
  patch(navigator, 'vendor', { value: vendor });
  patch(globalThis, 'setInterval', { value: (act: () => void) => acts.set(acts.size, act).size - 1 });
  patch(globalThis, 'clearInterval', { value: (id: number) => acts.delete(id) });
  const loads: string[] = [];
  const press = () =>
    takeOver(registration as unknown as ServiceWorkerRegistration, async () => void loads.push('again'));
  press();
  return { registration, press, loads, acts, pass: () => [...acts.values()].forEach((act) => act()) };
}

const frames = () => [...document.querySelectorAll('iframe')];
const comesIn = () => navigator.serviceWorker.dispatchEvent(new Event('controllerchange'));
const breaks = (effectiveDirective: string) =>
  document.dispatchEvent(
    new SecurityPolicyViolationEvent('securitypolicyviolation', {
      ...{ effectiveDirective, documentURI: document.URL, violatedDirective: effectiveDirective },
      ...{ originalPolicy: '', disposition: 'enforce', statusCode: 200 },
    }),
  );

/** @returns how many visits are made in a time in which many could be */
function countVisits(pass: () => void): number {
  const seen = new Set<HTMLIFrameElement>();
  for (let i = 0; i < 40; i++) {
    pass();
    frames().forEach((visit) => seen.add(visit));
  }
  return seen.size;
}

describe('the build that the shopper lets in', () => {
  afterEach(() => frames().forEach((visit) => visit.remove()));

  it('is told once and loaded once where it comes at once, and nothing is done after it', () => {
    const { registration, pass, loads, acts } = letIn();
    expect(acts.size).to.equal(1);
    comesIn();
    expect(acts.size).to.equal(0);
    pass();
    comesIn();
    expect(loads).to.deep.equal(['again']);
    expect(registration.waiting?.told).to.deep.equal(['take-over']);
    expect(frames().length).to.equal(0);
  });

  it('is loaded at once where another tab has let it in before', () => {
    const { loads, acts } = letIn({ waiting: null });
    expect(loads).to.deep.equal(['again']);
    expect(acts.size).to.equal(0);
  });

  it('is loaded where nothing waits any more, also by a page that is not told', () => {
    const { registration, pass, loads, acts } = letIn();
    pass();
    expect(loads).to.deep.equal([]);
    registration.waiting = null;
    pass();
    expect(acts.size).to.equal(0);
    comesIn();
    expect(loads).to.deep.equal(['again']);
  });

  it('is loaded once however often the button was pressed', () => {
    const { press, loads, acts } = letIn();
    press();
    expect(acts.size).to.equal(1);
    comesIn();
    expect(loads).to.deep.equal(['again']);
  });

  it('has the worker in office hurried by a visit that leaves nothing behind', async () => {
    const { registration, pass } = letIn();
    pass();
    pass();
    const [visit, ...others] = frames();
    expect(others.length).to.equal(0);
    expect(visit?.getAttribute('src')).to.equal(OWN_FILE);
    expect(visit?.checkVisibility()).to.equal(false);
    await new Promise((resolve) => visit?.addEventListener('load', resolve));
    expect(visit?.isConnected).to.equal(false);
    expect(registration.active.told).to.deep.equal([]);
    // It was let in: another may follow.
    pass();
    expect(frames().length).to.equal(1);
  });

  it('has visits made for it for a minute, however often the button was pressed', () => {
    const { press, pass } = letIn();
    expect(countVisits(pass)).to.equal(30);
    frames().forEach((visit) => visit.remove());
    press();
    expect(countVisits(pass)).to.equal(0);
  });

  for (const [name, vendor] of [
    ['Firefox', ''],
    ['WebKit', 'Apple Computer, Inc.'],
  ] as const)
    it(`has no visit made for it in ${name}, which needs none`, () => {
      expect(countVisits(letIn({ vendor }).pass)).to.equal(0);
    });

  it('has no more visits made for it once the page\u2019s policy has refused a frame', () => {
    const { pass } = letIn();
    breaks('img-src');
    pass();
    expect(frames().length).to.equal(1);
    frames().forEach((visit) => visit.remove());
    breaks('frame-src');
    expect(countVisits(pass)).to.equal(0);
  });

  it('has no more visits made for it once one was not let in', async () => {
    const { pass } = letIn({ file: CLOSED_FILE });
    pass();
    const [visit] = frames();
    await new Promise((resolve) => visit?.addEventListener('load', resolve));
    expect(countVisits(pass)).to.equal(0);
  });

  it('is let in as well where it came after the button was pressed', () => {
    const { registration, pass } = letIn();
    const newer = new FakeWorker();
    registration.waiting = newer;
    pass();
    expect(newer.told).to.deep.equal(['take-over']);
  });
});
