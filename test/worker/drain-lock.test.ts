import { expect } from '@open-wc/testing';

import { withDrainLock } from '../../src/worker/drain-lock.js';

const never = new AbortController().signal;
let count = 0;
const nextName = () => `drain-lock-${(count += 1)}`;

/** A tab that holds the lock until it is told to let go. */
async function holdLock(name: string) {
  let letGo: () => void = () => undefined;
  const over = new Promise<void>((resolve) => (letGo = resolve));
  let lost = false;
  await new Promise<void>((held) => {
    const request = navigator.locks.request(name, () => {
      held();
      return over;
    });
    request.catch(() => (lost = true));
  });
  return { letGo: () => letGo(), isLost: () => lost };
}

describe('the lock of a drain', () => {
  it('waits for a tab that lets go of it', async () => {
    const name = nextName();
    const other = await holdLock(name);
    const done: string[] = [];
    const work = withDrainLock(name, async () => done.push('here'), never, 60_000);
    done.push('other');
    other.letGo();
    await work;
    expect(done).to.deep.equal(['other', 'here']);
  });

  it('is taken over from a tab that was put aside and never lets go, so that orders are sent', async () => {
    const name = nextName();
    const other = await holdLock(name);
    expect(await withDrainLock(name, async () => 'sent', never, 20)).to.equal('sent');
    expect(other.isLost()).to.equal(true);
  });

  it('goes on with its work when another tab takes the lock over', async () => {
    const name = nextName();
    let finish: (text: string) => void = () => undefined;
    const begun = new Promise<void>((started) => {
      const work = () => {
        started();
        return new Promise<string>((resolve) => (finish = resolve));
      };
      void withDrainLock(name, work, never).then((text) => finished.push(text));
    });
    const finished: (string | undefined)[] = [];
    await begun;
    await withDrainLock(name, async () => undefined, never, 20);
    finish('sent');
    await new Promise<void>((resolve) => queueMicrotask(() => queueMicrotask(resolve)));
    await withDrainLock(name, async () => undefined, never, 60_000);
    expect(finished).to.deep.equal(['sent']);
  });

  it('does nothing for a shop that is closed while it waits', async () => {
    const name = nextName();
    const other = await holdLock(name);
    const ended = new AbortController();
    const work = withDrainLock(name, async () => 'sent', ended.signal, 60_000);
    ended.abort();
    expect(await work).to.equal(undefined);
    other.letGo();
  });

  it('fails as its work fails', async () => {
    const work = () => Promise.reject(new Error('storage failed'));
    const failure = await withDrainLock(nextName(), work, never).catch((error: unknown) => String(error));
    expect(failure).to.equal('Error: storage failed');
  });
});
