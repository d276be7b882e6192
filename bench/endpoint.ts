/**
 * Intents per second that the built endpoint takes in, durably, in batches of 50
 * signed beforehand, from clients on the same cores. Beside them: the same bytes
 * put into the same database by nobody who looks at them.
 */
import { createHash } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import LibSql from 'libsql';

import { MAX_BATCH, type SyncAnswer } from '../src/core/protocol/sync.js';
import { SIGNATURE_HEADER } from '../src/core/protocol/request-signature.js';
import { createCatalog } from './catalog.js';
import { signBatches, type SignedBatch } from './device/sign-batches.js';
import { EndpointProcess } from './endpoint-process.js';
import type { Figure } from './figure.js';

const DEVICES = 20;
const BATCHES = 200;
const AT_ONCE = 4;
const RAW_ROUNDS = 3;

export async function measureEndpoint(): Promise<readonly Figure[]> {
  const catalog = createCatalog({ products: 24 });
  const batches = await signBatches(catalog, { devices: DEVICES, batches: BATCHES });
  const endpoint = await EndpointProcess.start(catalog, []);
  try {
    const warm = await signBatches(catalog, { devices: 2, batches: 10 });
    await send(endpoint.url, warm);
    const started = performance.now();
    const latencies = await send(endpoint.url, batches);
    const perSecond = (BATCHES * MAX_BATCH) / ((performance.now() - started) / 1_000);
    const peak = await endpoint.peakBytes();
    return toFigures(perSecond, latencies, peak, await insertRaw(batches));
  } finally {
    await endpoint.stop();
  }
}

function toFigures(
  perSecond: number,
  latencies: readonly number[],
  peak: number | undefined,
  raw: readonly number[],
): readonly Figure[] {
  return [
    {
      name: 'endpoint, durable, batches of 50',
      unit: 'intents/s',
      samples: [perSecond],
      beside: { name: 'raw SQLite inserts', samples: raw },
      hold: '≥ 1 500',
    },
    { name: `latency of a batch, ${AT_ONCE} at once`, unit: 'ms', samples: latencies },
    ...(peak === undefined
      ? []
      : [{ name: 'endpoint, most memory held', unit: 'MB', samples: [peak / 1e6], hold: '< 150' } as const]),
  ];
}

/** @returns ms that each batch took */
async function send(url: string, batches: readonly SignedBatch[]): Promise<number[]> {
  const latencies: number[] = [];
  const waiting = batches.values();
  const client = async () => {
    for (const batch of waiting) latencies.push(await sendOne(url, batch));
  };
  await Promise.all(Array.from({ length: AT_ONCE }, client));
  return latencies;
}

async function sendOne(url: string, { body, signature }: SignedBatch): Promise<number> {
  const started = performance.now();
  const answer = await fetch(`${url}/v1/sync`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', [SIGNATURE_HEADER]: signature },
  });
  const text = await answer.text();
  const took = performance.now() - started;
  if (!answer.ok) throw new Error(`${answer.status}: ${text}`);
  const { results } = JSON.parse(text) as SyncAnswer;
  const other = results.find(({ state, proof }) => state !== 'confirmed' || proof === undefined);
  if (other || results.length < MAX_BATCH) throw new Error(`not confirmed: ${JSON.stringify(other)}`);
  return took;
}

/** What the disk and the database allow: one transaction per batch, one row per intent, nothing decided. */
async function insertRaw(batches: readonly SignedBatch[]): Promise<readonly number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'punnet-bench-raw-'));
  const database = new LibSql(join(folder, 'raw.db'));
  database.exec('pragma journal_mode = wal');
  database.exec('pragma synchronous = full');
  database.exec('create table intents (id text primary key, jws text) without rowid');
  const insert = database.prepare('insert into intents values (?, ?)');
  const rounds: number[] = [];
  for (let round = 0; round < RAW_ROUNDS; round++) {
    const started = performance.now();
    for (const { intents } of batches) {
      database.exec('begin immediate');
      for (const jws of intents) {
        insert.run(createHash('sha256').update(`${round}${jws}`).digest('base64url'), jws);
      }
      database.exec('commit');
    }
    rounds.push((batches.length * MAX_BATCH) / ((performance.now() - started) / 1_000));
  }
  database.close();
  await rm(folder, { recursive: true, force: true });
  return rounds;
}
