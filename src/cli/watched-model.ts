/**
 * Keeps the model that an endpoint ranks by, and serves, as the owner's file has it, and tells where devices would not
 * run it: only what the catalog names is theirs to run.
 */
import { readModelCard } from '../core/recommend/model-card.js';
import type { CatalogFile } from '../endpoint/catalog-file.js';
import { FileMarks, watchFiles, type FileWatch } from '../endpoint/file-watch.js';
import { describeError, type Log } from '../endpoint/log.js';
import type { ShopModel } from '../endpoint/recommend-handler.js';
import { CommandFailure } from './command.js';
import { openModelFile, type RankingModel } from './model-file.js';

/** What devices are served, once `check` has resolved as its file has it. */
export type WatchedCatalog = Pick<CatalogFile, 'served' | 'check'>;

export interface WatchedModelOptions {
  readonly file: string;
  readonly log: Log;
  readonly everyMs?: number;
}

const STILL_USED = 'The earlier model is still used. Put that right, then save the file again.';

/** Rejects with a `CommandFailure` where it can't be used. */
export async function openWatchedModel(options: WatchedModelOptions): Promise<WatchedModel> {
  // A card that comes a moment after its model is looked at with it.
  const marks = new FileMarks(options.file, `${options.file}.json`);
  await marks.haveChanged();
  return new WatchedModel(options, await openModelFile(options.file), marks);
}

export class WatchedModel implements ShopModel {
  readonly #options: WatchedModelOptions;
  readonly #marks: FileMarks;
  #now: RankingModel;
  /** Of models that are no longer used. */
  #failuresBefore = 0;
  #told: readonly ModelProblem[] = [];
  #watch: FileWatch | undefined;

  /** @param marks as they were when it was opened */
  constructor(options: WatchedModelOptions, opened: RankingModel, marks: FileMarks) {
    this.#options = options;
    this.#now = opened;
    this.#marks = marks;
  }

  get rank() {
    return this.#now.rank;
  }

  get file() {
    return this.#now.file;
  }

  failures(): number {
    return this.#failuresBefore + this.#now.failures();
  }

  /** Looks at once, and from then on again and again. */
  async watch(catalog: WatchedCatalog): Promise<void> {
    this.#watch = await watchFiles(() => this.check(catalog), this.#options.everyMs);
  }

  stop(): void {
    this.#watch?.stop();
  }

  /**
   * Resolves when the file, if it has changed, was read, and what stands in the devices' way was told, once. A model and a
   * catalog that were written together are held against each other, in whichever order they are seen.
   */
  async check(catalog: WatchedCatalog): Promise<void> {
    do await catalog.check();
    while (await this.#takeUp());
    this.#tell(listProblems(this.#options.file, this.#now, catalog.served.catalog.model));
  }

  /** Resolves with whether the file or its card has changed. */
  async #takeUp(): Promise<boolean> {
    if (!(await this.#marks.haveChanged())) return false;
    await this.#reopen();
    return true;
  }

  #tell(problems: readonly ModelProblem[]): void {
    const { file, log } = this.#options;
    if (JSON.stringify(problems) === JSON.stringify(this.#told)) return;
    this.#told = problems;
    for (const { event, message } of problems) log({ level: 'warn', event, message });
    const message = `The catalog names ${file}, and its card is beside it: devices run it.`;
    if (problems.length === 0) log({ level: 'info', event: 'model-named', message });
  }

  async #reopen(): Promise<void> {
    const { file, log } = this.#options;
    try {
      const opened = await openModelFile(file);
      const isOther = opened.file.sha256 !== this.#now.file.sha256;
      this.#failuresBefore = this.failures();
      this.#now.close();
      this.#now = opened;
      const message = `Suggestions are ranked by ${file} as it is now, and devices are served it.`;
      if (isOther) log({ level: 'info', event: 'model-changed', message });
    } catch (error) {
      const why = error instanceof CommandFailure ? error.message : describeError(error);
      log({ level: 'warn', event: 'model-refused', message: `${why} ${STILL_USED}` });
    }
  }
}

interface ModelProblem {
  readonly event: string;
  readonly message: string;
}

function listProblems(file: string, model: RankingModel, named: unknown): readonly ModelProblem[] {
  const problems: ModelProblem[] = [];
  const tell = (event: string, message: string) => problems.push({ event, message });
  if (!model.hasCard)
    tell(
      'model-without-card',
      `There is no card ${file}.json beside the model, by which it would be known. Lay the one there that was written with it.`,
    );
  const card = model.hasCard ? `what ${file}.json says` : 'the card that was written with it';
  const raise = 'and give the catalog a new version (punnet train --catalog-out does both).';
  const read = named === undefined ? undefined : readModelCard(named);
  if (read === undefined)
    tell(
      'model-not-named',
      `The catalog names no model, so that devices rank by the formula. Put ${card} into it, as "model", ${raise}`,
    );
  else if (typeof read === 'string')
    tell(
      'model-card-unreadable',
      `What the catalog says of its model can't be read, so that devices rank by the formula (/model: ${read}). Put ${card} in its place, ${raise}`,
    );
  else if (read.sha256 !== model.file.sha256)
    tell(
      'model-card-foreign',
      `The catalog names another model than ${file}, so that devices do not run this one: the card has the sha256 ${read.sha256}, the file ${model.file.sha256}. ` +
        `Put ${card} in its place, ${raise} Or give --model the file that it names.`,
    );
  return problems;
}
