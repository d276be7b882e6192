/**
 * A device's storage that can fail as storage does: cut off between two writes, wiped, set
 * back, copied. Hands out what it keeps, since core never changes what it was handed.
 */
import type { Change, Committed, DeviceStore, IntentJournal } from '../../src/core/ports.js';
import type { Kind, RecordKey, Records } from '../../src/core/records.js';

type Rows = Map<string, { readonly key: RecordKey; readonly record: Records[Kind] }>;

export interface Snapshot {
  readonly rows: Rows;
  readonly files: Map<string, string>;
}

/** What happens around one write. */
export interface Watch {
  /** Called before and after each write; throws to cut the device off there. */
  moment(when: 'before' | 'after', change: Change | 'file'): void;
  /** May change what is written. */
  rewrite?(change: Change): Change;
}

export class Disk {
  rows: Rows = new Map();
  files = new Map<string, string>();
  readonly #watch: Watch;

  constructor(watch: Watch) {
    this.#watch = watch;
  }

  get snapshot(): Snapshot {
    return { rows: new Map(this.rows), files: new Map(this.files) };
  }

  restore({ rows, files }: Snapshot): void {
    this.rows = new Map(rows);
    this.files = new Map(files);
  }

  get store(): DeviceStore {
    const listOf = (kind: Kind) => [...this.rows.values()].filter(({ key }) => key[0] === kind);
    return {
      kept: 'disk',
      wiped: false,
      get: async <K extends Kind>(key: RecordKey<K>) =>
        this.rows.get(key.join('\n'))?.record as Records[K] | undefined,
      getMany: async (keys) => keys.map((key) => this.rows.get(key.join('\n'))?.record) as never,
      list: async <K extends Kind>(kind: K) =>
        listOf(kind)
          .sort((one, other) => (one.key.join('\n') < other.key.join('\n') ? -1 : 1))
          .map(({ record }) => record as Records[K]),
      count: async (kind) => listOf(kind).length,
      commit: async (change) => this.#commit(change),
      close: async () => undefined,
    };
  }

  get journal(): IntentJournal {
    return {
      available: true,
      write: async (id, text) => {
        this.#watch.moment('before', 'file');
        this.files.set(id, text);
        this.#watch.moment('after', 'file');
      },
      remove: async (id) => void this.files.delete(id),
      list: async () => [...this.files.keys()],
      read: async (id) => this.files.get(id),
      prepare: () => undefined,
      release: async () => undefined,
    };
  }

  #commit(given: Change): Committed {
    this.#watch.moment('before', given);
    const { expect = [], put = [], remove = [] } = this.#watch.rewrite?.(given) ?? given;
    const holds = expect.every(([key, rev]) => this.rows.get(key.join('\n'))?.record.rev === rev);
    if (!holds) return { ok: false, code: 'conflict' };
    for (const key of remove) this.rows.delete(key.join('\n'));
    for (const [key, record] of put) this.rows.set(key.join('\n'), { key, record });
    this.#watch.moment('after', given);
    return { ok: true };
  }
}
