import { expect } from '@open-wc/testing';

import type { EnginePatch } from '../../src/core/engine-port.js';
import type { ModelCard } from '../../src/core/recommend/model-card.js';
import type { OpenedModel } from '../../src/model/open-model.js';
import { ModelSeat } from '../../src/worker/model-seat.js';
import type { Room } from '../../src/worker/room.js';

const CARD: ModelCard = {
  src: 'model.tflite',
  sha256: 'a'.repeat(64),
  features: 1,
  golden: Array.from({ length: 8 }, () => 0),
};
const FILES = { stageUrl: `${location.origin}/model-stage.js`, wasmUrl: `${location.origin}/tflite.wasm` };
const NETWORK = { run: () => new Float32Array(200) };

function openSeat(answers: readonly OpenedModel[], { loads = true } = {}) {
  const asked: string[] = [];
  const patches: EnginePatch[] = [];
  let closed = 0;
  const state = { model: CARD as unknown, elapsed: 0, online: true };
  const openShopModel = async ({ modelUrl }: { modelUrl: string }) => {
    asked.push(modelUrl);
    const answer = answers[Math.min(asked.length, answers.length) - 1];
    if (!answer) throw new Error('nothing to answer');
    return answer.ok ? { ...answer, close: () => void (closed += 1) } : answer;
  };
  const room = {
    catalog: () => ({ model: state.model, base: 'https://shop.example/catalog.json' }),
    clock: { elapsed: () => state.elapsed },
    online: () => state.online,
    simulatesOffline: () => false,
    emit: (patch: EnginePatch) => void patches.push(patch),
    loadStage: async () =>
      loads
        ? { ok: true, stage: { openShopModel } }
        : { ok: false, code: 'order-path-unreachable', message: '' },
  } as unknown as Room;
  const seat = new ModelSeat(room);
  return { seat, state, asked, patches, closed: () => closed, warm: () => seat.warm(FILES) };
}

const OPENED: OpenedModel = { ok: true, network: NETWORK, close: () => undefined };

/** As a phone on a slow or dear line has it. */
function setLink(link: object | undefined) {
  Object.defineProperty(navigator, 'connection', { value: link, configurable: true });
}

describe('the shop’s model on a device', () => {
  beforeEach(() => setLink(undefined));
  afterEach(() => Reflect.deleteProperty(navigator, 'connection'));

  it('ranks once it was brought, and is brought once', async () => {
    const { seat, asked, warm } = openSeat([OPENED]);
    expect(seat.ranker).to.equal(undefined);
    await Promise.all([warm(), warm()]);
    await warm();
    expect(typeof seat.ranker).to.equal('function');
    expect([seat.reason, asked]).to.deep.equal([undefined, ['https://shop.example/model.tflite']]);
  });

  it('is nothing in a shop that has none, and that needs no reason', async () => {
    const { seat, state, asked, warm } = openSeat([OPENED]);
    state.model = undefined;
    await warm();
    expect([seat.ranker, seat.reason, asked]).to.deep.equal([undefined, undefined, []]);
  });

  it('is not run where its card can’t be read, and the maker is told where', async () => {
    const { seat, state, patches, asked, warm } = openSeat([OPENED]);
    state.model = { ...CARD, sha256: 'short' };
    await warm();
    expect([seat.reason, asked]).to.deep.equal(['no-model', []]);
    const [problem] = patches.flatMap(({ problems = [] }) => problems);
    expect([problem?.code, problem?.where]).to.deep.equal(['bad-model', '/model']);
    expect(problem?.message).to.match(/^sha256: Must be the SHA-256/);
  });

  for (const code of ['golden', 'no-simd', 'wasm-init', 'model-load'] as const)
    it(`is not tried again after ${code}`, async () => {
      const { seat, state, asked, warm } = openSeat([{ ok: false, code }]);
      await warm();
      state.elapsed = 3_600_000;
      await warm();
      expect([seat.ranker, seat.reason, asked.length]).to.deep.equal([undefined, code, 1]);
    });

  it('is not run where its address leads nowhere', async () => {
    const { seat, state, asked, warm } = openSeat([OPENED]);
    state.model = { ...CARD, src: 'https://' };
    await warm();
    expect([seat.reason, asked]).to.deep.equal(['no-model', []]);
  });

  it('is tried again after a minute where it could not be fetched', async () => {
    const { seat, state, asked, warm } = openSeat([{ ok: false, code: 'model-fetch' }, OPENED]);
    await warm();
    state.elapsed = 59_000;
    await warm();
    expect([seat.reason, asked.length]).to.deep.equal(['model-fetch', 1]);
    state.elapsed = 61_000;
    await warm();
    expect([typeof seat.ranker, seat.reason]).to.deep.equal(['function', undefined]);
  });

  it('is not to be had where what runs it can’t be loaded', async () => {
    const { seat, warm } = openSeat([OPENED], { loads: false });
    await warm();
    expect(seat.reason).to.equal('wasm-fetch');
  });

  for (const { link, reason } of [
    { link: { saveData: true, effectiveType: '4g' }, reason: 'saving-data' },
    { link: { saveData: false, effectiveType: '3g' }, reason: 'slow-link' },
    { link: { effectiveType: 'slow-2g' }, reason: 'slow-link' },
  ])
    it(`is not fetched over ${JSON.stringify(link)}`, async () => {
      setLink(link);
      const { seat, asked, warm } = openSeat([OPENED]);
      await warm();
      expect([seat.reason, asked]).to.deep.equal([reason, []]);
    });

  it('is not fetched with no network', async () => {
    const { seat, state, asked, warm } = openSeat([OPENED]);
    state.online = false;
    await warm();
    expect([seat.reason, asked]).to.deep.equal(['model-fetch', []]);
  });

  it('is run over any line where the device has its files', async () => {
    setLink({ saveData: true });
    const cache = await caches.open('model-seat-test');
    await cache.put(FILES.wasmUrl, new Response('wasm'));
    await cache.put('https://shop.example/model.tflite', new Response('model'));
    try {
      const { seat, warm } = openSeat([OPENED]);
      await warm();
      expect(typeof seat.ranker).to.equal('function');
    } finally {
      await caches.delete('model-seat-test');
    }
  });

  it('goes with the catalog that named it', async () => {
    const { seat, state, closed, warm } = openSeat([OPENED]);
    await warm();
    state.model = { ...CARD, sha256: 'b'.repeat(64) };
    expect([seat.ranker, closed()]).to.deep.equal([undefined, 1]);
    await warm();
    expect(typeof seat.ranker).to.equal('function');
  });

  it('goes where it makes no numbers of what was bought', async () => {
    const broken: OpenedModel = { ...OPENED, network: { run: () => undefined } };
    const { seat, warm } = openSeat([broken]);
    await warm();
    const statistics = { popularity: () => 1, rebuy: () => undefined, byPopularity: [] };
    const given = { history: [{ day: 1, items: ['oats'] }], day: 2, statistics };
    expect(Array.from(seat.ranker?.(given, ['oats']) ?? [])).to.deep.equal([1]);
    expect([seat.ranker, seat.reason]).to.deep.equal([undefined, 'infer']);
  });
});
