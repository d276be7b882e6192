/**
 * Experiments as they were first published. Who is in which arm hangs on the split, so that one that is published otherwise
 * under the same id is counted no further: its owner is told to give it another. Its end and what is worth knowing may
 * change, since nothing that was counted hangs on them.
 */
import { readExperiments, splitOf, type Experiment } from '../core/experiment/experiment.js';
import type { ServedCatalog } from './catalog-store.js';
import type { Database } from './database.js';
import type { Log } from './log.js';

export interface RegisterOptions {
  readonly database: Database;
  readonly shop: string;
  readonly now: () => number;
  readonly log: Log;
}

/** How today's catalog stands to what was published before. */
export interface Published {
  /** All that were ever published, by id. */
  readonly experiments: readonly Experiment[];
  /** Ids of those that today's catalog has, and of those that it has otherwise. */
  readonly listed: ReadonlySet<string>;
  readonly changed: ReadonlySet<string>;
}

/** As the catalog has them, whatever they are. */
export const listedIn = ({ source }: Pick<ServedCatalog, 'source'>): unknown =>
  (source as { experiments?: unknown }).experiments;

export class ExperimentRegister {
  readonly #options: RegisterOptions;
  /** Of the catalog that was looked at last. */
  #kept: { readonly etag: string; readonly published: Promise<Published> } | undefined;

  constructor(options: RegisterOptions) {
    this.#options = options;
  }

  /** Takes up what the catalog has that is new; each catalog is looked at once. */
  async keep(served: ServedCatalog): Promise<Published> {
    const { etag } = served;
    if (this.#kept?.etag === etag) return this.#kept.published;
    const kept = { etag, published: this.#take(served) };
    this.#kept = kept;
    try {
      return await kept.published;
    } catch (error) {
      if (this.#kept === kept) this.#kept = undefined;
      throw error;
    }
  }

  async #take({ source }: ServedCatalog): Promise<Published> {
    const { experiments, faults } = readExperiments(listedIn({ source }));
    for (const { where, message } of faults) this.#warn(`The catalog's ${where} is left out: ${message}.`);
    for (const experiment of experiments) await this.#add(experiment);
    const first = new Map((await this.#list()).map((one) => [one.id, one]));
    const changed = new Set<string>();
    for (const experiment of experiments) {
      const before = first.get(experiment.id) ?? experiment;
      const differences = findDifferences(before, experiment);
      if (differences.length > 0) {
        changed.add(experiment.id);
        this.#warn(adviceFor(experiment.id, differences));
      } else first.set(experiment.id, await this.#renew(before, experiment));
    }
    const listed = new Set(experiments.map(({ id }) => id));
    return { experiments: [...first.values()], listed, changed };
  }

  async #list(): Promise<readonly Experiment[]> {
    const { database, shop } = this.#options;
    const rows = await database
      .selectFrom('experiments')
      .select('source')
      .where('shop', '=', shop)
      .orderBy('since')
      .orderBy('id')
      .execute();
    return rows.map(({ source }) => JSON.parse(source) as Experiment);
  }

  async #add(experiment: Experiment): Promise<void> {
    const { database, shop, now } = this.#options;
    const since = new Date(now()).toISOString();
    await database
      .insertInto('experiments')
      .values({ shop, id: experiment.id, source: JSON.stringify(experiment), since })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }

  async #renew(before: Experiment, after: Experiment): Promise<Experiment> {
    const source = JSON.stringify(after);
    if (source === JSON.stringify(before)) return before;
    const { database, shop } = this.#options;
    await database
      .updateTable('experiments')
      .set({ source })
      .where('shop', '=', shop)
      .where('id', '=', after.id)
      .execute();
    return after;
  }

  #warn(message: string): void {
    this.#options.log({ level: 'warn', event: 'experiment-refused', message });
  }
}

/** Each as `its arms were …, and are …`. */
function findDifferences(before: Experiment, after: Experiment): readonly string[] {
  const split = ({ tries, arms }: Experiment) =>
    `${tries} ${arms.map(({ id, weight, shows }) => `${id} (${weight}, ${shows})`).join(', ')}`;
  const told: (readonly [string, string, string])[] = [];
  if (splitOf(before) !== splitOf(after)) told.push(['its arms', split(before), split(after)]);
  if (before.outcome !== after.outcome) told.push(['its outcome', before.outcome, after.outcome]);
  if (before.from !== after.from) told.push(['its first day', before.from, after.from]);
  return told.map(([what, was, is]) => `${what}: ${was} before, ${is} now`);
}

const adviceFor = (id: string, differences: readonly string[]) =>
  `The experiment ${id} is not as it was first published. ${differences.join('; ')}. It is counted as it was at first, ` +
  'and devices that are shared out otherwise are not counted at all. Put it back, or give it another id.';
