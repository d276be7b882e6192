/** Orders as a file, and back in, once the stage that can do it is there. */
import type { IntentJournal } from '../core/ports.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import type { Stages } from './load-stage.js';
import type { Room } from './room.js';

const NOT_LOADED = refuse('not-ready', 'The rescue stage has not loaded yet.');

export class RescueDesk {
  readonly #room: Room;
  readonly #journal: IntentJournal;
  /** There are orders that were not. */
  readonly #imported: () => Promise<void>;
  #stage: Stages['rescue-stage'] | undefined;

  constructor(room: Room, journal: IntentJournal, imported: () => Promise<void>) {
    this.#room = room;
    this.#journal = journal;
    this.#imported = imported;
  }

  async load(url: string): Promise<Outcome> {
    if (this.#stage) return { ok: true };
    const loaded = await this.#room.loadStage('rescue-stage', url);
    if (loaded.ok) this.#stage = loaded.stage;
    return loaded.ok ? { ok: true } : loaded;
  }

  async exportData(): Promise<Outcome<{ text: string }>> {
    return this.#stage?.exportOrders(this.#room) ?? NOT_LOADED;
  }

  async importData(text: string): Promise<Outcome<{ added: number }>> {
    if (!this.#stage) return NOT_LOADED;
    const imported = await this.#stage.importOrders(this.#room, this.#journal, text);
    if (imported.ok) await this.#imported();
    return imported;
  }
}
