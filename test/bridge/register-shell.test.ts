import { expect } from '@open-wc/testing';

import { registerShell, type ShellState } from '../../src/bridge/register-shell.js';
import type { ToShell } from '../../src/core/shell-messages.js';
import { patch } from '../support/patch.js';

const OWN = 'source';
const container = navigator.serviceWorker;

/** A service worker of a build, which answers as the shell does. */
class FakeWorker extends EventTarget {
  readonly told: string[] = [];
  readonly #build: string;
  state: ServiceWorkerState;

  constructor(state: ServiceWorkerState, build = OWN) {
    super();
    this.state = state;
    this.#build = build;
  }

  postMessage({ punnet }: ToShell, ports: readonly MessagePort[] = []) {
    this.told.push(punnet);
    ports[0]?.postMessage(punnet === 'build' ? this.#build : undefined);
  }

  become(state: ServiceWorkerState) {
    this.state = state;
    this.dispatchEvent(new Event('statechange'));
  }
}

interface Workers {
  /** The path that the site's file serves. */
  readonly scope?: string;
  readonly active?: FakeWorker;
  readonly waiting?: FakeWorker;
}

/** @returns what the page is told, and the next time that it is */
async function register({ active, waiting, scope = '/' }: Workers) {
  const registration = Object.assign(new EventTarget(), {
    ...{ scope: location.origin + scope, installing: null, active: active ?? null, waiting: waiting ?? null },
    update: async () => undefined,
  });
  Object.defineProperty(container, 'register', { value: async () => registration, configurable: true });
  const states: ShellState[] = [];
  const problems: string[] = [];
  let heard: () => void = () => undefined;
  const changed = (state: ShellState) => {
    states.push(state);
    heard();
  };
  const next = new Promise<void>((resolve) => (heard = resolve));
  const shell = await registerShell('/sw.js', {
    changed,
    report: ({ code }) => problems.push(code),
  });
  return { shell, states, problems, next };
}

/** Whatever was asked has been answered: messages arrive in turn. */
async function pass(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  const arrived = new Promise((resolve) => (port1.onmessage = resolve));
  port2.postMessage('');
  await arrived;
}

describe('a page that looks after its shell', () => {
  afterEach(() => void Reflect.deleteProperty(container, 'register'));

  it('says that the site is kept once all of it is', async () => {
    const active = new FakeWorker('activated');
    const { states, next } = await register({ active });
    expect(states).to.deep.equal([]);
    await next;
    expect(states).to.deep.equal(['kept']);
    expect(active.told).to.deep.equal(['keep']);
  });

  it('says that another build waits, also when another tab has let it in', async () => {
    const waiting = new FakeWorker('installed', 'another');
    const { states, next, shell } = await register({ active: new FakeWorker('activating'), waiting });
    await next;
    waiting.become('activated');
    await pass();
    expect(states).to.deep.equal(['update']);
    expect(waiting.told).to.deep.equal(['build']);
    patch(globalThis, 'setInterval', { value: () => 0 });
    shell?.update();
    expect(waiting.told).to.deep.equal(['build', 'take-over']);
  });

  it('says that the site\u2019s file lies too deep to serve this page', async () => {
    expect((await register({ scope: '/assets/' })).problems).to.deep.equal(['service-worker-scope']);
    expect((await register({})).problems).to.deep.equal([]);
  });

  it('lets in a worker of its own build, and asks nobody', async () => {
    const waiting = new FakeWorker('installed');
    const { states } = await register({ active: new FakeWorker('activating', 'another'), waiting });
    await pass();
    await pass();
    expect(waiting.told).to.deep.equal(['build', 'take-over']);
    expect(states).to.deep.equal([]);
  });
});
