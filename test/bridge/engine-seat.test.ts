import { expect } from '@open-wc/testing';
import type { Remote } from 'comlink';

import { closeEngines, EngineSeat } from '../../src/bridge/engine-seat.js';
import type { EnginePort, PageHint } from '../../src/core/engine-port.js';
import type { Outcome } from '../../src/core/shop-port.js';
import { patch } from '../support/patch.js';

const KEPT = { ok: true } as const;
const restore: (() => void)[] = [];

function replace(owner: object, name: string, value: unknown): void {
  restore.push(patch(owner, name, { value, writable: true }));
}

/** A seat whose engines answer when the test says so; what came to them is written down in order. */
function seat() {
  const log: string[] = [];
  let settle: (outcome: Outcome) => void = () => undefined;
  const port = {
    sync: () => {
      log.push('asked');
      return new Promise<Outcome>((resolve) => (settle = resolve));
    },
    hint: async ({ kind }: PageHint) => void log.push(kind),
    close: async () => void log.push('closed'),
  } as unknown as Remote<EnginePort>;
  const engine = new EngineSeat({
    start: async () => ({ port, where: 'worker', end: () => void log.push('ended') }),
    mayEnd: () => true,
    renewed: () => undefined,
    hinted: () => undefined,
  });
  const ask = () => engine.call((asked) => asked.sync());
  return { engine, log, ask, answer: () => settle(KEPT) };
}

/** Whatever was begun has come as far as it can by itself. */
const pass = () => new Promise((resolve) => setTimeout(resolve));

describe('an engine whose shop leaves the page', () => {
  afterEach(() => restore.splice(0).forEach((put) => put()));

  it('finishes what it has in hand, and says what came of it', async () => {
    const { engine, log, ask, answer } = seat();
    const asked = ask();
    await pass();
    engine.close();
    await pass();
    expect(log).to.deep.equal(['asked']);
    answer();
    expect(await asked).to.equal(KEPT);
    await pass();
    expect(log).to.deep.equal(['asked', 'closed', 'ended']);
  });

  it('finishes also what it was asked before it had started', async () => {
    const { engine, log, ask, answer } = seat();
    const asked = ask();
    engine.close();
    await pass();
    answer();
    expect(await asked).to.equal(KEPT);
    await pass();
    expect(log).to.deep.equal(['asked', 'closed', 'ended']);
  });

  it('is waited for where the page is about to load itself again', async () => {
    const { engine, log, ask, answer } = seat();
    const asked = ask();
    await pass();
    engine.close();
    const closed = closeEngines().then(() => log.push('page may go'));
    await pass();
    expect(log).to.deep.equal(['asked']);
    answer();
    await asked;
    await closed;
    expect(log).to.deep.equal(['asked', 'closed', 'ended', 'page may go']);
    await closeEngines();
    expect(log).to.have.length(4);
  });

  it('takes nothing new', async () => {
    const { engine, log, ask } = seat();
    engine.close();
    expect(await ask()).to.include({ ok: false, code: 'not-open' });
    await pass();
    expect(log).to.deep.equal(['closed', 'ended']);
  });

  it('is ended although it never answers, and whoever waits is told', async () => {
    const { engine, log, ask } = seat();
    const asked = ask();
    await pass();
    const later: (() => void)[] = [];
    replace(globalThis, 'setTimeout', ((act: () => void) => later.push(act)) as never);
    engine.close();
    await Promise.resolve();
    restore.pop()?.();
    await pass();
    expect(log).to.deep.equal(['asked']);
    later.forEach((act) => act());
    expect(await asked).to.include({ ok: false, code: 'not-open' });
    expect(log[1]).to.equal('ended');
  });

  it('refuses what waited for a page that WebKit had put aside', async () => {
    replace(navigator, 'vendor', 'Apple Computer, Inc.');
    const { engine, log, ask } = seat();
    await pass();
    window.dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }));
    const asked = ask();
    engine.close();
    expect(await asked).to.include({ ok: false, code: 'not-open' });
    expect(log).to.deep.equal(['ended']);
  });
});

describe('an engine whose page may leave', () => {
  const leaving = async (vendor: string) => {
    patch(navigator, 'vendor', { value: vendor });
    const { engine, log } = seat();
    window.dispatchEvent(new Event('beforeunload'));
    await pass();
    const told = log.splice(0);
    await engine.close();
    return told;
  };

  it('hears of it in WebKit, which would end it in the middle of what it begins', async () => {
    expect(await leaving('Apple Computer, Inc.')).to.deep.equal(['leaving']);
  });

  it('hears of nothing elsewhere', async () => {
    expect(await leaving('')).to.deep.equal([]);
  });
});
