/**
 * Starts the engine where the page lets it run: in a worker from the host's own
 * file, else from a blob of the engine's source, else the very same function on
 * the page, over a port. A worker counts as started when it says so; one that is
 * refused or silent is ended before the next way is tried. Our own is asked to open
 * the shop before it answers: a busy page would hear of it late, and the catalog wait.
 */
import { wrap, type Endpoint, type Remote } from 'comlink';
import buildId from 'virtual:build-id';
import engine from 'virtual:engine';

import type { EnginePatch, EnginePort, PatchMessage } from '../core/engine-port.js';
import type { ShopConfig } from '../core/shop-config.js';
import { toScriptUrl } from '../core/trusted-url.js';

const READY = 'punnet:ready:';
/** A blocked worker says so within 52 ms at most; only a server that hangs says nothing. */
const SILENCE_MS = 1_500;

export interface StartedEngine {
  readonly port: Remote<EnginePort>;
  readonly where: 'worker' | 'page';
  end(): void;
}

/**
 * Starts the engine and opens the shop in it.
 *
 * @param take called with each patch, in the order in which the engine told them
 */
export async function startEngine(
  config: ShopConfig,
  take: (patch: EnginePatch) => void,
): Promise<StartedEngine> {
  const hear = ({ data }: MessageEvent<PatchMessage>) => data.patch && take(data.patch);
  const open = (end: Endpoint) => {
    const port = wrap<EnginePort>(end);
    void port.open(config);
    return port;
  };
  const run = (worker: Worker, port: Remote<EnginePort>): StartedEngine => {
    worker.addEventListener('message', hear);
    return { port, where: 'worker', end: () => worker.terminate() };
  };
  const { workerSrc } = config;
  const host = workerSrc === undefined ? undefined : await tryWorker(() => fileWorker(workerSrc));
  if (host) return run(host, open(host));
  let early: Remote<EnginePort> | undefined;
  const own = await tryWorker(() => {
    const worker = blobWorker();
    early = open(worker);
    return worker;
  });
  if (own && early) return run(own, early);
  const { port1, port2 } = new MessageChannel();
  port2.addEventListener('message', hear);
  engine(port1);
  port1.start();
  return { port: open(port2), where: 'page', end: () => port2.close() };
}

function fileWorker(src: string): Worker {
  return new Worker(toScriptUrl(new URL(src, document.baseURI).href));
}

function blobWorker(): Worker {
  const address = URL.createObjectURL(
    new Blob([`(${engine.toString()})(self)`], { type: 'text/javascript' }),
  );
  try {
    return new Worker(toScriptUrl(address));
  } finally {
    setTimeout(() => URL.revokeObjectURL(address), SILENCE_MS);
  }
}

function tryWorker(make: () => Worker): Promise<Worker | undefined> {
  return new Promise((resolve) => {
    let worker: Worker | undefined;
    let settled = false;
    const settle = (started: Worker | undefined) => {
      // A worker that has started may fail at one thing: it is not ended with orders in its hands.
      if (settled) return;
      settled = true;
      clearTimeout(silence);
      removeEventListener('securitypolicyviolation', onViolation);
      if (!started) worker?.terminate();
      resolve(started);
    };
    const onViolation = ({ blockedURI }: SecurityPolicyViolationEvent) => {
      if (/^blob|worker/.test(blockedURI)) settle(undefined);
    };
    const silence = setTimeout(() => settle(undefined), SILENCE_MS);
    addEventListener('securitypolicyviolation', onViolation);
    try {
      worker = make();
    } catch {
      settle(undefined);
      return;
    }
    worker.onerror = (event) => {
      event.preventDefault();
      settle(undefined);
    };
    worker.addEventListener('message', function hear({ data }: MessageEvent) {
      if (!String(data).startsWith(READY)) return;
      worker?.removeEventListener('message', hear);
      // A host's file may be of another build, which speaks otherwise; and a worker may be trusted less than its page.
      settle(data === `${READY}${buildId}:${!!crypto.subtle}` ? worker : undefined);
    });
  });
}
