/**
 * `POST /v1/sync`: reads, decides in one transaction, signs, answers. What it
 * promises is durable before the answer leaves.
 */
import type { LedgerReads, LedgerStore } from '../core/intake/ledger.js';
import { look } from '../core/intake/look.js';
import { receiveBatch, type BatchAnswer } from '../core/intake/receive-batch.js';
import type { SyncAnswer, SyncRequest } from '../core/protocol/sync.js';
import type { EndpointKeys } from '../crypto/endpoint-keys.js';
import type { Signer } from '../crypto/intent-signature.js';
import type { Callers } from './callers.js';
import type { CatalogStore, ServedCatalog } from './catalog-store.js';
import { describeError, type Log } from './log.js';
import {
  readBatch,
  readSealed,
  readSyncHead,
  readVersions,
  type SyncHead,
  type SyncToRead,
} from './read-sync.js';
import { refuse, type Outcome } from './refusal.js';
import { certify, signAnswer, signNews } from './sign-answer.js';

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
  const { sync, signer } = head.value;
  const wait = await ports.callers.take(signer?.device, now(), weigh(sync, asked.body));
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  const { catalog } = today;
  if (!signer) {
    const seen = await look(ports.ledger.reads, { catalog, now: now() });
    return { ok: true, value: await toSyncAnswer(ports, { sync }, seen, today, now()) };
  }
  const read = await readBatch(head.value);
  if (!read.ok) return read;
  const find = (version: string) => catalogs.version(version);
  const { address } = asked;
  const whole = { ...read.value, ...(address === undefined ? {} : { address }) };
  const { batch, versions } = await readVersions(whole, catalog.version, find);
  const sealed = await readSealed(sync);
  const closed = await listClosed(ports.ledger.reads);
  const sent = sync.sent === undefined ? {} : { sent: Date.parse(sync.sent) };
  const context = { now: now(), ...sent, catalog, versions, sealed, closed };
  const decided = await ports.ledger.transaction((ledger) => receiveBatch(ledger, batch, context));
  reportFailed(ports.log, decided);
  return { ok: true, value: await toSyncAnswer(ports, head.value, decided, today, context.now) };
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

async function certifyDevice({ keys, ledger, catalogs }: SyncPorts, { device, jwk }: Signer, now: number) {
  const rights = await ledger.reads.rights(device);
  return certify(keys, { shop: catalogs.served.catalog.shop.id, jwk, class: rights.class }, now);
}

async function toSyncAnswer(
  ports: SyncPorts,
  { sync, signer }: SyncHead,
  { answers, leases, stock, depots, loyalty, cursor, more, stall }: BatchAnswer,
  { catalog, source }: ServedCatalog,
  now: number,
): Promise<SyncAnswer> {
  const { keys } = ports;
  const certificate = sync.certificate && signer ? await certifyDevice(ports, signer, now) : undefined;
  return {
    time: new Date(now).toISOString(),
    results: await Promise.all(answers.map((answer) => signAnswer(keys, answer, now))),
    leases: [...leases],
    ...(certificate ? { certificate } : {}),
    stock: [...stock],
    depots: depots.map((depot) => ({ ...depot, full: [...depot.full] })),
    ...(loyalty ? { loyalty } : {}),
    ...(sync.catalog === catalog.version ? {} : { catalog: source }),
    cursor,
    ...(more || stall?.more ? { nextAfterMs: 0 } : {}),
    ...(stall === undefined ? {} : { stall: stall && (await signNews(keys, catalog.shop.id, stall)) }),
  };
}
