import { expect } from '@open-wc/testing';

import { createWire } from '../../src/worker/wire.js';

const STATE = { online: () => true, simulatesOffline: () => false };
const ignore = () => undefined;

describe('the wire', () => {
  const { fetch } = globalThis;
  let asked: RequestInit[] = [];

  beforeEach(() => {
    asked = [];
    globalThis.fetch = async (_address, init) => {
      asked.push(init ?? {});
      return new Response('{}', { headers: { 'content-type': 'application/json; charset=utf-8' } });
    };
  });
  afterEach(() => {
    globalThis.fetch = fetch;
  });

  it('posts so that the browser asks the endpoint for leave once, not before each request', async () => {
    const reply = await createWire('https://orders.example', STATE, ignore).post(
      '/v1/sync',
      '{}',
      'signature',
    );
    expect(reply).to.deep.equal({ status: 200, type: 'application/json', text: '{}' });
    expect(asked[0]?.cache ?? 'default').to.equal('default');
  });

  it('reads the endpoint\u2019s keys past every cache', async () => {
    await createWire('https://orders.example', STATE, ignore).get('/.well-known/jwks.json');
    expect(asked[0]?.cache).to.equal('no-store');
  });

  it('sends no cookie and follows no redirect', async () => {
    const wire = createWire('https://orders.example', STATE, ignore);
    await Promise.all([wire.post('/v1/sync', '{}', undefined), wire.get('/v1/catalog')]);
    for (const init of asked) expect(init).to.include({ credentials: 'omit', redirect: 'error' });
  });

  it('says that an answer is long in coming, and when that is over', async () => {
    const told: boolean[] = [];
    let answer: () => void = ignore;
    const late = new Promise<void>((resolve) => (answer = resolve));
    const answered = globalThis.fetch;
    globalThis.fetch = async (...request) => late.then(() => answered(...request));
    const tell = (slow: boolean) => {
      told.push(slow);
      if (slow) answer();
    };
    await createWire('https://orders.example', STATE, tell, { slowAfterMs: 1 }).post(
      '/v1/sync',
      '{}',
      undefined,
    );
    expect(told).to.deep.equal([true, false]);
  });

  it('says nothing of the kind where the answer comes in time', async () => {
    const told: boolean[] = [];
    await createWire('https://orders.example', STATE, (slow) => told.push(slow)).get('/v1/catalog');
    expect(told).to.deep.equal([false]);
  });

  describe('of a request that breaks', () => {
    const soon = () => new Promise((resolve) => setTimeout(resolve, 0, 'not yet'));
    const get = (leavingMs: number, signal?: AbortSignal) =>
      createWire('https://orders.example', STATE, ignore, { leavingMs })
        .get('/v1/catalog', signal)
        .catch(({ name }: Error) => name);

    it('tells once a page that leaves would be gone, so that nothing is begun in its last moment', async () => {
      globalThis.fetch = () => Promise.reject(new TypeError('Load failed'));
      const told = get(20);
      expect(await Promise.race([told, soon()])).to.equal('not yet');
      expect(await told).to.equal('TypeError');
    });

    it('tells at once where its sender had ended it before', async () => {
      const ended = AbortSignal.abort();
      globalThis.fetch = async (_address, init) => {
        init?.signal?.throwIfAborted();
        return new Response();
      };
      expect(await get(1e6, ended)).to.equal('AbortError');
    });

    it('tells at once where it was never sent', async () => {
      const gone = { ...STATE, simulatesOffline: () => true };
      const wire = createWire('https://orders.example', gone, ignore, { leavingMs: 1e6 });
      expect(await wire.get('/v1/catalog').catch(({ name }: Error) => name)).to.equal('TypeError');
      expect(asked).to.deep.equal([]);
    });
  });

  describe('of a request that its sender may end', () => {
    it('ends with it', async () => {
      globalThis.fetch = (_address, init) =>
        new Promise((_resolve, reject) => {
          init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
        });
      const sender = new AbortController();
      const told = createWire('https://orders.example', STATE, ignore).get('/v1/catalog', sender.signal);
      sender.abort(new Error('The shop has left'));
      expect(await told.catch(({ message }: Error) => message)).to.equal('The shop has left');
    });

    it('leaves nothing behind with it once it is answered', async () => {
      const { signal } = new AbortController();
      const listeners = new Set<unknown>();
      const { addEventListener } = signal;
      signal.addEventListener = (type: string, listener: unknown, options?: AddEventListenerOptions) => {
        listeners.add(listener);
        options?.signal?.addEventListener('abort', () => listeners.delete(listener));
        addEventListener.call(signal, type, listener as EventListener, options);
      };
      await createWire('https://orders.example', STATE, ignore).get('/v1/catalog', signal);
      expect(listeners).to.have.property('size', 0);
    });
  });
});
