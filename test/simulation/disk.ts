/**
 * A device's storage that can fail as storage does: cut off between two writes, wiped, set
 * back, copied. Hands out what it keeps, since core never changes what it was handed.
 */
import type { Change, Committed, DeviceStore, IntentJournal } from '../../src/core/ports.js';
import type { Kind, RecordKey, Records } from '../../src/core/records.js';

/** Records of each kind by the rest of their keys. */
export type Rows = { readonly [K in Kind]: ReadonlyMap<string, Records[K]> };

export interface Snapshot {
  readonly rows: Rows;
  readonly files: ReadonlyMap<string, string>;
}

/** What was written: a change, or the file of an intent; a file may be gone as well. */
export type Written = Change | { readonly file: string; readonly gone?: true };

/** What happens around one write. */
export interface Watch {
  /** Called before and after each write; throws to cut the device off there. */
  moment(when: 'before' | 'after'): void;
  /** It is on the disk. */
  wrote(what: Written): void;
  /** May change what is written. */
  rewrite?(change: Change): Change;
}

export class Disk {
  #rows = copyRows();
  files = new Map<string, string>();
  readonly store: DeviceStore = this.#createStore();
  readonly journal: IntentJournal = this.#createJournal();
  readonly #watch: Watch;
  readonly #lists = new Map<Kind, readonly Records[Kind][]>();

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  get rows(): Rows {
    return this.#rows;
  }

  get snapshot(): Snapshot {
    return { rows: copyRows(this.#rows), files: new Map(this.files) };
  }

  restore({ rows, files }: Snapshot): void {
    this.#replace(copyRows(rows));
    this.files = new Map(files);
  }

  loseDatabase(): void {
    this.#replace(copyRows());
  }

  /** All of a kind is gone. */
  lose(kind: Kind): void {
    this.#replace({ ...this.#rows, [kind]: new Map() });
  }

  #replace(rows: Rows): void {
    this.#rows = rows;
    this.#lists.clear();
  }

  #find(key: RecordKey): Records[Kind] | undefined {
    return this.#rows[key[0]].get(nameOf(key));
  }

  /** Made once for all who ask before the next write. */
  #list(kind: Kind): readonly Records[Kind][] {
    let list = this.#lists.get(kind);
    if (!list) {
      const rows = this.#rows[kind] as ReadonlyMap<string, Records[Kind]>;
      list = [...rows.keys()].sort().map((key) => rows.get(key) as Records[Kind]);
      this.#lists.set(kind, list);
    }
    return list;
  }

  #createStore(): DeviceStore {
    return {
      kept: 'disk',
      wiped: false,
      get: async <K extends Kind>(key: RecordKey<K>) => this.#find(key) as Records[K] | undefined,
      getMany: async (keys) => keys.map((key) => this.#find(key)) as never,
      list: async <K extends Kind>(kind: K) => this.#list(kind) as readonly Records[K][],
      count: async (kind) => this.#rows[kind].size,
      commit: async (change) => this.#commit(change),
      close: async () => undefined,
    };
  }

  #createJournal(): IntentJournal {
    return {
      available: true,
      write: async (id, text) => {
        this.#watch.moment('before');
        this.files.set(id, text);
        this.#watch.wrote({ file: id });
        this.#watch.moment('after');
      },
      remove: async (id) => {
        if (this.files.delete(id)) this.#watch.wrote({ file: id, gone: true });
      },
      list: async () => [...this.files.keys()],
      read: async (id) => this.files.get(id),
      prepare: () => undefined,
      release: async () => undefined,
    };
  }

  /** To be written to. */
  #rowsFor([kind]: RecordKey): Map<string, Records[Kind]> {
    this.#lists.delete(kind);
    return this.#rows[kind] as unknown as Map<string, Records[Kind]>;
  }

  #commit(given: Change): Committed {
    this.#watch.moment('before');
    const change = this.#watch.rewrite?.(given) ?? given;
    const { expect = [], put = [], remove = [] } = change;
    const holds = expect.every(([key, rev]) => this.#find(key)?.rev === rev);
    if (!holds) return { ok: false, code: 'conflict' };
    for (const key of remove) this.#rowsFor(key).delete(nameOf(key));
    for (const [key, record] of put) this.#rowsFor(key).set(nameOf(key), record);
    this.#watch.wrote(change);
    this.#watch.moment('after');
    return { ok: true };
  }
}

function nameOf(key: RecordKey): string {
  return key.length === 2 ? (key[1] ?? '') : key.slice(1).join('\n');
}

function copyRows(rows?: Rows): Rows {
  return {
    cart: new Map(rows?.cart),
    intent: new Map(rows?.intent),
    order: new Map(rows?.order),
    device: new Map(rows?.device),
    shop: new Map(rows?.shop),
    lease: new Map(rows?.lease),
    collection: new Map(rows?.collection),
    'stall-order': new Map(rows?.['stall-order']),
    stall: new Map(rows?.stall),
    issuer: new Map(rows?.issuer),
    consent: new Map(rows?.consent),
    purchase: new Map(rows?.purchase),
    erasing: new Map(rows?.erasing),
    erased: new Map(rows?.erased),
    measure: new Map(rows?.measure),
    pulse: new Map(rows?.pulse),
    insights: new Map(rows?.insights),
  };
}
