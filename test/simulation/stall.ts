/**
 * The shop's endpoint in the simulation: core's own intake over a ledger in memory, with
 * the time it really is. It can be killed between any two writes, and starts again with
 * what was committed.
 */
import type { Catalog } from '../../src/core/catalog/catalog-schema.js';
import type { Ledger } from '../../src/core/intake/ledger.js';
import { receiveBatch, type BatchAnswer } from '../../src/core/intake/receive-batch.js';
import type { ReceivedIntent } from '../../src/core/intake/receive-intent.js';
import { sweep } from '../../src/core/intake/sweep.js';
import type { Reply } from '../../src/core/ports.js';
import { toBase64Url, parseBase64Url } from '../../src/core/protocol/base64url.js';
import { isChange } from '../../src/core/protocol/intent.js';
import type { SyncRequest } from '../../src/core/protocol/sync.js';
import type { MemoryLedger } from '../support/memory-ledger.js';
import type { Agenda } from './agenda.js';
import type { Seals } from './seals.js';

const SHOP = 'millrace';

export interface StallOptions {
  readonly agenda: Agenda;
  readonly seals: Seals;
  readonly catalog: Catalog;
  readonly ledger: MemoryLedger;
  /** Looks at the rows as they are written, whoever spoils what comes of it. */
  readonly audit: { watch(rows: Ledger): Ledger; close(committed: boolean): void };
  /** After every transaction that was committed, with what it answered. */
  readonly committed: (intents: readonly ReceivedIntent[], answer: BatchAnswer | undefined) => void;
  /** A mutant's ledger. */
  readonly spoil?: (ledger: Ledger, now: number) => Ledger;
}

export class Stall {
  /** Writes until it is killed; Infinity: it is not. */
  killIn = Infinity;
  kills = 0;
  readonly #options: StallOptions;

  constructor(options: StallOptions) {
    this.#options = options;
  }

  async post(request: SyncRequest, signature: string | undefined): Promise<Reply> {
    const { seals } = this.#options;
    const intents = request.intents.map((jws) => this.#read(jws));
    const claims = request.claims.map(({ order, secret }) => ({ order, claim: this.#toClaim(secret) }));
    const { leases, cursor } = request;
    const signed = signature === undefined ? {} : { device: signature };
    const batch = { shop: SHOP, intents, claims, leases, cursor, ...signed };
    const answer = await this.#transact((ledger, context) => receiveBatch(ledger, batch, context), intents);
    if (!answer) return { status: 503, type: 'application/problem+json', text: '{"title":"restarting"}' };
    const results = answer.answers.map(({ result, proof, alternates }) => ({
      ...result,
      ...(proof ? { proof: seals.prove(proof) } : {}),
      ...(alternates ? { alternates: alternates.map((alternate) => seals.prove(alternate)) } : {}),
    }));
    const { stock, depots, loyalty, leases: grants, more } = answer;
    const time = new Date(this.#options.agenda.now).toISOString();
    const next = more ? { nextAfterMs: 0 } : {};
    const text = JSON.stringify({
      time,
      results,
      leases: grants,
      stock,
      depots,
      loyalty,
      cursor: answer.cursor,
      ...next,
    });
    return { status: 200, type: 'application/json', text };
  }

  async sweep(): Promise<void> {
    await this.#transact((ledger, context) => sweep(ledger, context), []);
  }

  /** Undefined if it was killed on the way: nothing of it was committed. */
  async #transact<T>(
    work: (ledger: Ledger, context: Parameters<typeof receiveBatch>[2]) => Promise<T>,
    intents: readonly ReceivedIntent[],
  ): Promise<T | undefined> {
    const { agenda, catalog, ledger, spoil, audit } = this.#options;
    const { now } = agenda;
    const depots = await ledger.reads.depots();
    const closed = new Set(depots.filter(({ status }) => status === 'closed').map(({ id }) => id));
    const context = { now, catalog, versions: new Map(), sealed: new Map(), closed };
    let committed = false;
    try {
      const result = await ledger.transaction((rows) => {
        const fragile = this.#fragile(audit.watch(rows));
        return work(spoil ? spoil(fragile, now) : fragile, context);
      });
      committed = true;
      this.#options.committed(
        intents,
        'answers' in Object(result) ? (result as unknown as BatchAnswer) : undefined,
      );
      return result;
    } catch (error) {
      if (error !== KILLED) throw error;
      this.killIn = Infinity;
      this.kills += 1;
      return undefined;
    } finally {
      audit.close(committed);
    }
  }

  /** Counts what it is asked to do, and is killed when its time has come: from then on nothing works. */
  #fragile(rows: Ledger): Ledger {
    if (this.killIn === Infinity) return rows;
    let dead = false;
    return new Proxy(rows, {
      get: (target, name: keyof Ledger) => {
        const method = target[name] as (...args: unknown[]) => unknown;
        return (...args: unknown[]) => {
          this.killIn -= 1;
          if (this.killIn <= 0) dead = true;
          if (dead) throw KILLED;
          return method(...args);
        };
      },
    });
  }

  #read(jws: string): ReceivedIntent {
    const read = this.#options.seals.read(jws);
    if (!read) throw new Error(`nobody signed ${jws}`);
    const { intent, device, hash } = read;
    const secret = isChange(intent) ? intent.body.secret : undefined;
    const shown = secret === undefined ? {} : { secretHash: this.#toClaim(secret) };
    return { intent, jws, hash, device, ...shown };
  }

  #toClaim(secret: string): string {
    return toBase64Url(this.#options.seals.digest(parseBase64Url(secret) ?? secret));
  }
}

const KILLED = new Error('killed');
