/** Brings what reads refill cards and receipts, onto the page and on use: elements see neither schemas nor keys. */
import buildId from 'virtual:build-id';
import engine from 'virtual:engine';
import url from 'virtual:scan-stage';

import type { ScanPort } from '../core/scan-port.js';

let loading: Promise<ScanPort | undefined> | undefined;

/** Once for the page. Undefined where it can't be had now; asked for again by the next call. */
export async function loadScanStage(): Promise<ScanPort | undefined> {
  loading ??= load();
  const stage = await loading;
  if (!stage) loading = undefined;
  return stage;
}

async function load(): Promise<ScanPort | undefined> {
  try {
    await import(url);
  } catch {
    // The network is gone, and it is not kept.
    return undefined;
  }
  const make = Reflect.get(globalThis, Symbol.for(`punnet:scan-stage:${buildId}`)) as
    ((parts: readonly unknown[]) => ScanPort) | undefined;
  return make?.(engine());
}
