/**
 * `POST /v1/sync`: reads, decides in one transaction, signs, answers. What it
 * promises is durable before the answer leaves.
 */
import { look } from '../core/intake/look.js';
import { receiveBatch, type BatchAnswer } from '../core/intake/receive-batch.js';
import type { Answer } from '../core/intake/answer.js';
import type { LedgerReads, LedgerStore } from '../core/intake/ledger.js';
import type { Result, SyncAnswer, SyncRequest } from '../core/protocol/sync.js';
import { sign, type EndpointKeys } from '../crypto/endpoint-keys.js';
import type { Callers } from './callers.js';
import type { CatalogStore, ServedCatalog } from './catalog-store.js';
import { describeError, type Log } from './log.js';
import { nodeEs256 } from './node-es256.js';
import { readBatch, readSealed, readSyncHead, readVersions, type SyncToRead } from './read-sync.js';
import { refuse, type Outcome } from './refusal.js';

export interface SyncPorts {
  readonly ledger: LedgerStore;
  readonly catalogs: CatalogStore;
  readonly keys: EndpointKeys;
  readonly callers: Callers;
  readonly now: () => number;
  readonly log: Log;
}

/** What an intent takes with its contact, at most, unless somebody pads it. */
const BYTES_OF_ONE = 4_096;

export async function handleSync(
  ports: SyncPorts,
  asked: Omit<SyncToRead, 'shop'> & { readonly address?: string },
): Promise<Outcome<SyncAnswer>> {
  const { catalogs, now } = ports;
  const today = catalogs.served;
  const head = await readSyncHead({ ...asked, shop: today.catalog.shop.id });
  if (!head.ok) return head;
  const { sync, device } = head.value;
  const wait = await ports.callers.take(device, now(), weigh(sync, asked.body));
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  const { catalog } = today;
  if (device === undefined) {
    const seen = await look(ports.ledger.reads, { catalog, now: now() });
    return { ok: true, value: await toSyncAnswer(ports, sync, seen, today, now()) };
  }
  const read = await readBatch(head.value);
  if (!read.ok) return read;
  const find = (version: string) => catalogs.version(version);
  const { address } = asked;
  const whole = { ...read.value, ...(address === undefined ? {} : { address }) };
  const { batch, versions } = await readVersions(whole, catalog.version, find);
  const sealed = await readSealed(sync);
  const context = { now: now(), catalog, versions, sealed, closed: await listClosed(ports.ledger.reads) };
  const decided = await ports.ledger.transaction((ledger) => receiveBatch(ledger, batch, context));
  reportFailed(ports.log, decided);
  return { ok: true, value: await toSyncAnswer(ports, sync, decided, today, context.now) };
}

/** An intent is a signature to verify and rows to keep; a body is kept as it came. */
function weigh({ intents }: SyncRequest, { bytes }: SyncToRead['body']): number {
  return Math.max(1, intents.length, Math.ceil(bytes.length / BYTES_OF_ONE));
}

/** A depot that is closed a moment later has its orders disputed by the next sweep. */
export async function listClosed(ledger: LedgerReads): Promise<ReadonlySet<string>> {
  const depots = await ledger.depots();
  return new Set(depots.filter(({ status }) => status === 'closed').map(({ id }) => id));
}

function reportFailed(log: Log, { failed }: BatchAnswer): void {
  for (const { intent, error } of failed) {
    log({ level: 'error', event: 'intent-failed', intent, message: describeError(error) });
  }
}

async function toSyncAnswer(
  { keys }: SyncPorts,
  sync: SyncRequest,
  { answers, leases, stock, depots, cursor, more }: BatchAnswer,
  { catalog, source }: ServedCatalog,
  now: number,
): Promise<SyncAnswer> {
  return {
    time: new Date(now).toISOString(),
    results: await Promise.all(answers.map((answer) => signAnswer(keys, answer))),
    leases: [...leases],
    stock: [...stock],
    depots: depots.map((depot) => ({ ...depot, full: [...depot.full] })),
    ...(sync.catalog === catalog.version ? {} : { catalog: source }),
    cursor,
    ...(more ? { nextAfterMs: 0 } : {}),
  };
}

async function signAnswer(keys: EndpointKeys, { result, proof, alternates }: Answer): Promise<Result> {
  if (!proof) return result;
  const signed = await sign(keys, proof, nodeEs256);
  if (!alternates) return { ...result, proof: signed };
  const offered = await Promise.all(alternates.map((alternate) => sign(keys, alternate, nodeEs256)));
  return { ...result, alternates: offered, proof: signed };
}
