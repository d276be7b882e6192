/** Intents as the endpoint has read them, and a shop whose ledger is in memory, for tests of its decisions. */
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import { receiveBatch, type Batch, type BatchAnswer } from '../../src/core/intake/receive-batch.js';
import type { IntakeContext } from '../../src/core/intake/intake-context.js';
import type { OwnerIntent } from '../../src/core/intake/owner-intents.js';
import type { ReceivedIntent } from '../../src/core/intake/receive-intent.js';
import type { IntentOf, PlaceBody } from '../../src/core/protocol/intent.js';
import type { LeaseItem } from '../../src/core/protocol/lease.js';
import { createUuidV7 } from '../../src/core/protocol/uuid.js';
import { readCatalog } from './catalog-input.js';
import { MemoryLedger } from './memory-ledger.js';

/** A Friday. */
export const NOW = Date.parse('2026-11-20T09:00:00Z');
/** The next Monday; takes orders until 06:00. */
export const SLOT = 'station/2026-11-23T07:00:00+00:00';
export const PICKUP = { depot: 'station', slot: SLOT };
export const ADA = 'ada-device-thumbprint';
export const BOB = 'bob-device-thumbprint';
export const OWNER = 'owner-device-thumbprint';
export const STALL = 'stall-device-thumbprint';
export const CLAIM = 'c'.repeat(43);

let made = 0;
export function nextId(): string {
  made += 1;
  return createUuidV7(NOW, Uint8Array.of(0, 0, 0, 0, 0, 0, made >> 24, made >> 16, made >> 8, made));
}

/** Two jars of honey: 1300 and 100 of deposits. */
export const BODY: PlaceBody = {
  claim: CLAIM,
  catalog: '2026-11-20.1',
  currency: 'GBP',
  lines: [{ variant: 'honey-340', modifiers: {}, quantity: 2, price: 650, total: 1300 }],
  deposits: 100,
  total: 1400,
  pickup: PICKUP,
  payment: 'at-pickup',
  consent: { personalisation: false, measurement: false },
};

interface Marks {
  readonly id?: string;
  readonly device?: string;
  readonly seq?: number;
  readonly hash?: string;
  readonly mode?: 'live' | 'test';
  readonly secretHash?: string;
}

export function place(body: Partial<PlaceBody> = {}, marks: Marks = {}): ReceivedIntent {
  const intent: IntentOf<'order.place'> = {
    ...envelope(marks),
    type: 'order.place',
    body: { ...BODY, ...body },
  };
  return received(intent, marks);
}

export function cancel(order: string, marks: Marks = {}): ReceivedIntent {
  return received({ ...envelope(marks), type: 'order.cancel', body: { order } }, marks);
}

export function accept(order: string, amount: number, marks: Marks = {}): ReceivedIntent {
  return received({ ...envelope(marks), type: 'order.accept', body: { order, amount } }, marks);
}

export function choose(order: string, alternate: string, marks: Marks = {}): ReceivedIntent {
  return received({ ...envelope(marks), type: 'order.choose', body: { order, alternate } }, marks);
}

/** What a stall says of an order that it was shown the receipt of. */
export function collect(
  { intent, hash }: ReceivedIntent,
  taken = 1400,
  marks: Marks & Pick<IntentOf<'receipt.collect'>['body'], 'chosen'> = {},
): ReceivedIntent {
  const { chosen, ...rest } = marks;
  const body = { order: intent.id, hash, taken, ...(chosen ? { chosen } : {}) };
  return received({ ...envelope(rest), type: 'receipt.collect', body }, { device: STALL, ...rest });
}

export function takeBack({ intent, hash }: ReceivedIntent, amount = 1400, marks: Marks = {}): ReceivedIntent {
  const body = { order: intent.id, hash, amount };
  return received({ ...envelope(marks), type: 'receipt.return', body }, { device: STALL, ...marks });
}

/** Honey at the station, and a place in the slot. */
export const honey = (quantity: number) => ({ variant: 'honey-340', depot: 'station', quantity });
export const PLACE = { depot: 'station', slot: SLOT };

/** Two jars of honey out of a lease. */
export function placeLeased(key: string, items: readonly LeaseItem[], marks: Marks = {}): ReceivedIntent {
  return place({ leases: [{ key, items: [...items] }] }, marks);
}

/** What the owner says. */
export function say<T extends OwnerIntent['type']>(
  type: T,
  body: IntentOf<T>['body'],
  marks: Marks = {},
): ReceivedIntent {
  return received({ ...envelope(marks), type, body } as ReceivedIntent['intent'], {
    device: OWNER,
    ...marks,
  });
}

function envelope({ id = nextId(), seq = made, mode = 'live' }: Marks) {
  return { v: 1 as const, id, shop: 'millrace', mode, seq, at: '2026-11-20T08:59:00Z' };
}

function received(intent: ReceivedIntent['intent'], marks: Marks): ReceivedIntent {
  const { device = ADA, hash = `hash of ${intent.id}`, secretHash } = marks;
  return { intent, jws: `jws of ${hash}`, hash, device, ...(secretHash ? { secretHash } : {}) };
}

/** One shop's endpoint without wire, keys and disk. */
export class IntakeShop {
  readonly ledger = new MemoryLedger();
  now = NOW;
  catalog: Catalog;
  versions = new Map<string, Catalog>();
  sealed = new Map<string, string>();
  closed = new Set<string>();

  constructor(changes: Record<string, unknown> = {}) {
    this.catalog = readCatalog(changes);
  }

  receive(intents: readonly ReceivedIntent[], batch: Partial<Batch> = {}): Promise<BatchAnswer> {
    const { now, catalog, versions, sealed, closed } = this;
    const context: IntakeContext = { now, catalog, versions, sealed, closed };
    const whole: Batch = { shop: 'millrace', intents, claims: [], cursor: null, ...batch };
    return this.ledger.transaction((rows) => receiveBatch(rows, whole, context));
  }

  /** Depots that the owner has closed are known to the batch, as the endpoint reads them before. */
  async close(depot: string): Promise<void> {
    await this.ledger.transaction((rows) => rows.setDepot({ id: depot, status: 'closed' }));
    this.closed.add(depot);
  }

  /** What a device is granted of what it asks for. */
  async lease(key: string, items: readonly LeaseItem[], batch: Partial<Batch> = {}) {
    const { leases } = await this.receive([], {
      device: ADA,
      leases: [{ key, items: [...items] }],
      ...batch,
    });
    const [grant] = leases;
    if (!grant) throw new Error('the lease was not answered');
    return grant;
  }

  /** The answer to one intent. */
  async ask(intent: ReceivedIntent) {
    const { answers, failed } = await this.receive([intent]);
    const [answer] = answers;
    if (!answer || failed.length > 0) throw new Error(`not answered: ${String(failed[0]?.error)}`);
    return answer;
  }
}
