import { expect } from '@open-wc/testing';
import wasmUrl from 'virtual:tflite-wasm';

import type { FetchOptions } from '../../src/model/fetch-file.js';
import { openModel, openModelFile, type OpenedModel } from '../../src/model/open-model.js';
import { FEATURES, GOLDEN, modelFaults, toWishes, type ModelFault } from '../support/model-faults.js';
import { STEEP, rectifiedModel, scoreTiny, steepModel, tinyModel } from '../support/tiny-model.js';

const fetchFile = (address: string, options: RequestInit) => fetch(address, options);

describe('a model', () => {
  let wasm: Parameters<typeof toWishes>[1];
  before(async () => {
    const file = new Uint8Array(await (await fetch(wasmUrl)).arrayBuffer());
    wasm = { url: wasmUrl, file, fetch: fetchFile };
  });

  const open = async (given: Omit<ModelFault, 'name' | 'code'>) => openModel(await toWishes(given, wasm));

  it('gives the scores that are worked out by hand, each time', async () => {
    const network = networkOf(await open({}));
    for (const given of [FEATURES, FEATURES.map((value) => value / 3), FEATURES])
      expect(farthest(network.run(given), scoreTiny(given))).to.be.below(1e-6);
  });

  it('is asked nothing any more once it is closed', async () => {
    const opened = await open({});
    const network = networkOf(opened);
    if (opened.ok) opened.close();
    expect(network.run(FEATURES)).to.equal(undefined);
  });

  it('makes no score of what is no number, and none of too few', async () => {
    // By itself, it makes 0 of them.
    const golden = GOLDEN.map((score) => Math.max(0, score));
    const network = networkOf(await open({ model: rectifiedModel, golden }));
    for (const wrong of [NaN, Infinity, -Infinity])
      expect(network.run(FEATURES.map((value, at) => (at === 7 ? wrong : value)))).to.equal(undefined);
    expect(network.run(FEATURES.slice(1))).to.equal(undefined);
    expect(network.run(FEATURES)?.length).to.equal(200);
  });

  describe('with weights that are nearly infinite', () => {
    const first = [...FEATURES].filter((_, at) => at % 4 === 0).slice(0, 8);
    const steep = { model: steepModel, golden: first.map((value) => value * STEEP) };

    it('gives no scores where one of them is no number', async () => {
      const network = networkOf(await open(steep));
      expect(network.run(FEATURES)?.length).to.equal(200);
      expect(network.run(FEATURES.map((value) => value * 10))).to.equal(undefined);
    });

    it('is not let in where that is so beyond what is published', async () => {
      const wishes = await toWishes(steep, wasm);
      const goldenFeatures = FEATURES.map((value, at) => (at === 400 ? 10 : value));
      expect(codeOf(await openModel({ ...wishes, goldenFeatures }))).to.equal('golden');
    });
  });

  it('is opened by whoever makes it without anything to know it by', async () => {
    const wishes = { wasmUrl, fetch: fetchFile, limitMs: 60_000 };
    const opened = await openModelFile({ ...wishes, file: tinyModel(), length: FEATURES.length });
    expect(farthest(networkOf(opened).run(FEATURES), scoreTiny(FEATURES))).to.be.below(1e-6);
  });

  it('starts where a server gives the file another type', async () => {
    const octets = { headers: { 'content-type': 'application/octet-stream' } };
    networkOf(await open({ wasmAnswer: (file) => new Response(file, octets) }));
  });

  for (const fault of modelFaults) {
    it(`is known by its code: ${fault.name}`, async () => {
      expect(codeOf(await open(fault))).to.equal(fault.code);
    });
  }

  it('is asked for before the large file, which nobody fetches for a model that is not there', async () => {
    const asked: string[] = [];
    const wishes = await toWishes({ modelAnswer: () => new Response(null, { status: 404 }) }, wasm);
    const watched = (address: string, options: FetchOptions) => {
      asked.push(address);
      return wishes.fetch(address, options);
    };
    await openModel({ ...wishes, fetch: watched });
    expect(asked).to.deep.equal([wishes.modelUrl]);
  });

  it('is asked of the server itself where what is kept of it is of an older card', async () => {
    const file = tinyModel();
    const asked: unknown[] = [];
    const wishes = await toWishes({}, wasm);
    const fetchOld = (address: string, options: FetchOptions) => {
      if (address !== wishes.modelUrl) return wishes.fetch(address, options);
      asked.push(options.cache);
      return Promise.resolve(new Response(options.cache === 'reload' ? file : steepModel()));
    };
    networkOf(await openModel({ ...wishes, fetch: fetchOld }));
    expect(asked).to.deep.equal([undefined, 'reload']);
  });

  it('is given up when whoever waits for it has gone', async () => {
    const leaving = new AbortController();
    const wishes = await toWishes({ wasmAnswer: () => new Promise(() => leaving.abort()) }, wasm);
    expect(codeOf(await openModel({ ...wishes, signal: leaving.signal }))).to.equal('timeout');
    expect(codeOf(await openModel({ ...wishes, signal: leaving.signal }))).to.equal('timeout');
  });
});

describe('a browser that can’t run a model', () => {
  const own = globalThis.WebAssembly;
  let wasm: Parameters<typeof toWishes>[1];
  const asked: string[] = [];
  before(() => {
    const nothing = async (address: string) => {
      asked.push(address);
      return new Response(null, { status: 404 });
    };
    wasm = { url: wasmUrl, file: new Uint8Array(0), fetch: nothing };
  });
  afterEach(() => {
    globalThis.WebAssembly = own;
    asked.length = 0;
  });

  it('has no WebAssembly', async () => {
    Reflect.deleteProperty(globalThis, 'WebAssembly');
    expect(codeOf(await openModel(await toWishes({}, wasm)))).to.equal('no-wasm');
  });

  for (const [name, has, code] of [
    ['has no vectors in it', { validate: () => false }, 'no-simd'],
    ['is told to let none in', { Module: refuse }, 'wasm-init'],
  ] as const)
    it(`${name}, and fetches none`, async () => {
      globalThis.WebAssembly = Object.assign(Object.create(own) as typeof own, has);
      expect(codeOf(await openModel(await toWishes({}, wasm)))).to.equal(code);
      expect(asked).to.deep.equal([]);
    });

  it('has too little memory for it', async () => {
    const instantiate = () => Promise.reject(new RangeError('Out of memory'));
    globalThis.WebAssembly = Object.assign(Object.create(own) as typeof own, { instantiate });
    const file = new Uint8Array(await (await fetch(wasmUrl)).arrayBuffer());
    const wishes = await toWishes({}, { url: wasmUrl, file, fetch: fetchFile });
    expect(codeOf(await openModel(wishes))).to.equal('wasm-init');
  });
});

function refuse(): never {
  throw new EvalError('a policy bars it');
}

function networkOf(opened: OpenedModel) {
  if (!opened.ok) throw new Error(`it was not opened: ${opened.code}`);
  return opened.network;
}

const codeOf = (opened: OpenedModel) => (opened.ok ? 'open' : opened.code);

function farthest(scores: Float32Array | undefined, wanted: Float32Array): number {
  return Math.max(...wanted.map((score, at) => Math.abs(score - (scores?.[at] ?? NaN))));
}
