/**
 * A site that runs a model in each way in which the engine may run: in a worker from its own file, in one from a blob, in
 * a module's worker and on the page. Each page has its own policy; Punnet's built files are on another origin.
 */
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

import { createAssetServer } from '../../../demo/serve.mjs';
import type { OpenFault } from '../../../src/core/recommend/fallback.js';
import { FEATURES, GOLDEN } from '../model-faults.js';
import { tinyModel } from '../tiny-model.js';

const DIST = join(import.meta.dirname, '../../../dist');
const NONCE = 'd4e5f6';
const TINY = { file: tinyModel(), features: FEATURES, golden: GOLDEN };

/** As the engine's own worker asks for a stage; `{stage}` is its address. */
const WORKER = `
const toUrl = (url) => self.trustedTypes
  ? trustedTypes.createPolicy('punnet', { createScriptURL: (own) => own }).createScriptURL(url) : url;
onmessage = async ({ data }) => {
  try {
    importScripts(toUrl('{stage}'));
    postMessage(await (${open.toString()})((${stageOf.toString()})(), data));
  } catch (error) {
    postMessage('not loaded: ' + error);
  }
};`;
const MODULE = `import '{stage}';
onmessage = async ({ data }) => postMessage(await (${open.toString()})((${stageOf.toString()})(), data));`;

/** Starts a model as `way` says, and gives its scores or the code of its fault. */
const PAGE = `
const violations = [];
addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  violations.push(effectiveDirective + ' ' + blockedURI));
const toUrl = (url) => self.trustedTypes
  ? trustedTypes.createPolicy('punnet', { createScriptURL: (own) => own }).createScriptURL(url) : url;
const ask = (worker, wishes) => new Promise((resolve) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = () => resolve('no worker');
  worker.postMessage(wishes);
});
const ways = {
  file: (wishes) => ask(new Worker(toUrl('/worker.js')), wishes),
  module: (wishes) => ask(new Worker(toUrl('/module.js'), { type: 'module' }), wishes),
  blob: (wishes) => {
    const source = new Blob([${JSON.stringify(WORKER)}], { type: 'text/javascript' });
    return ask(new Worker(toUrl(URL.createObjectURL(source))), wishes);
  },
  page: async (wishes) => {
    await import('{stage}');
    return (${open.toString()})((${stageOf.toString()})(), wishes);
  },
};
globalThis.openHere = async () => {
  await import('{stage}');
  const wishes = {wishes};
  const features = Float32Array.from(wishes.goldenFeatures);
  return { features, ...(await (${stageOf.toString()})().openShopModel({ ...wishes, goldenFeatures: features })) };
};
globalThis.start = async (way, changes) => {
  const wishes = { ...{wishes}, ...changes };
  const came = await ways[way]({ ...wishes, goldenFeatures: Float32Array.from(wishes.goldenFeatures) });
  return { came, violations };
};`;

interface Stage {
  openShopModel(
    wishes: object,
  ): Promise<
    | { ok: true; network: { run(features: Float32Array): Float32Array | undefined } }
    | { ok: false; code: string }
  >;
}

/** Both are told as text, to the page and to workers. */
function stageOf(): Stage {
  const name = Object.getOwnPropertySymbols(globalThis).find(({ description }) =>
    description?.startsWith('punnet:model-stage:'),
  ) as symbol;
  return (Reflect.get(globalThis, name) as (parts: readonly unknown[]) => Stage)([]);
}

async function open(stage: Stage, wishes: object): Promise<readonly number[] | string> {
  const opened = await stage.openShopModel(wishes);
  if (!opened.ok) return opened.code;
  const features = Reflect.get(wishes, 'goldenFeatures') as Float32Array;
  return [...(opened.network.run(features) ?? [])].slice(0, 8);
}

export type Way = 'file' | 'blob' | 'module' | 'page';
export interface Started {
  readonly came: readonly number[] | OpenFault;
  readonly violations: readonly string[];
}

export interface ServedModel {
  readonly file: Uint8Array;
  readonly features: Float32Array;
  /** What it makes of the first rows of them. */
  readonly golden: readonly number[];
}

export class ModelHost {
  readonly #model: ServedModel;
  readonly #servers: Server[] = [];
  /** Of Punnet's files. */
  readonly asked: string[] = [];
  pageUrl = '';
  punnetUrl = '';

  private constructor(model: ServedModel) {
    this.#model = model;
  }

  static async open(model: ServedModel = TINY): Promise<ModelHost> {
    const host = new ModelHost(model);
    const assets = createAssetServer({ root: DIST });
    assets.prependListener('request', ({ url = '' }) => void host.asked.push(url));
    host.punnetUrl = await host.#listen(assets);
    host.pageUrl = await host.#listen(
      createServer(({ url = '/' }, response) => host.#answer(new URL(url, 'http://localhost'), response)),
    );
    return host;
  }

  urlOf(policy: string): string {
    return `${this.pageUrl}/?${new URLSearchParams({ policy })}`;
  }

  /** Every server is down. */
  async close(): Promise<void> {
    const open = this.#servers.splice(0);
    await Promise.all(
      open.map(async (server) => {
        server.close();
        server.closeAllConnections();
        if (server.listening) await once(server, 'close');
      }),
    );
  }

  async #listen(server: Server): Promise<string> {
    this.#servers.push(server);
    server.listen(0, 'localhost');
    await once(server, 'listening');
    return `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  #answer({ pathname, searchParams }: URL, response: ServerResponse): void {
    const [type, body] = this.#read(pathname) ?? [];
    // A worker from a file has the policy of its own answer.
    const policy = searchParams.get('policy') ?? this.#policy;
    if (pathname === '/') this.#policy = policy;
    if (policy) response.setHeader('content-security-policy', this.#fill(policy));
    response.setHeader('cache-control', 'no-store');
    response.statusCode = body === undefined ? 404 : 200;
    if (type) response.setHeader('content-type', type);
    response.end(body);
  }

  /** Of the page that was opened last. */
  #policy = '';

  #read(pathname: string): readonly [string, string | Uint8Array] | undefined {
    const script = (text: string) => ['text/javascript', this.#fill(text)] as const;
    switch (pathname) {
      case '/':
        return [
          'text/html; charset=utf-8',
          `<!doctype html><html lang="en"><title>A model</title><link rel="icon" href="data:,"><script nonce="${NONCE}" src="/page.js"></script>`,
        ];
      case '/page.js':
        return script(PAGE);
      case '/worker.js':
        return script(WORKER);
      case '/module.js':
        return script(MODULE);
      case '/sw.js':
        return script(`self.punnet = { shell: ['/'] }; importScripts('{cdn}/punnet.service-worker.js');`);
      case '/model.tflite':
        return ['application/octet-stream', this.#model.file];
      default:
        return undefined;
    }
  }

  #fill(text: string): string {
    const { file, features, golden } = this.#model;
    const wishes = {
      card: { sha256: createHash('sha256').update(file).digest('hex'), golden },
      modelUrl: `${this.pageUrl}/model.tflite`,
      wasmUrl: this.#chunk('tflite_web_api_cc_simd.wasm'),
      goldenFeatures: [...features],
      limitMs: 30_000,
    };
    return text
      .replaceAll('{stage}', this.#chunk('model-stage.js'))
      .replaceAll('{cdn}', this.punnetUrl)
      .replaceAll('{nonce}', NONCE)
      .replaceAll('{wishes}', JSON.stringify(wishes));
  }

  #chunk(name: string): string {
    return `${this.punnetUrl}/chunks/${name}?${BUILD}`;
  }
}

const BUILD = /punnet:model-stage:([0-9a-f]{8})/.exec(
  readFileSync(join(DIST, 'chunks/model-stage.js'), 'utf8'),
)?.[1];
