/**
 * Removes second copies that are not needed any more while the next batch is on its
 * way. A copy that stays behind loses nothing: at the next opening its order is
 * found answered, and it goes then.
 */
import type { IntentJournal } from '../ports.js';
import type { DrainTask } from './drain.js';

export class CopyRemoval {
  readonly #journal: IntentJournal;
  readonly #task: Pick<DrainTask, 'report'>;
  #removing: Promise<unknown> = Promise.resolve();
  #failed: string | undefined;

  constructor(journal: IntentJournal, task: Pick<DrainTask, 'report'>) {
    this.#journal = journal;
    this.#task = task;
  }

  /** Behind those that were started before, so that they do not crowd out the rest. */
  start(ids: readonly string[]): void {
    this.#removing = this.#removing.then(() => Promise.all(ids.map((id) => this.#remove(id))));
  }

  /** Resolves when all of them have been tried, and tells of the first that would not go. */
  async done(): Promise<void> {
    await this.#removing;
    if (this.#failed === undefined) return;
    const message =
      'The private file of an answered order could not be removed; it goes when the shop is opened next.';
    this.#task.report('copy-stays', message, this.#failed);
  }

  async #remove(id: string): Promise<void> {
    try {
      await this.#journal.remove(id);
    } catch {
      this.#failed ??= id;
    }
  }
}
