/**
 * The shop's model, as far as this device has one. It is brought when somebody has a use for it and the page is idle, and
 * not over a connection that is slow or dear; until it is here, and wherever it can't be had, the formula ranks.
 */
import type { PersonalPlace } from '../core/personal-port.js';
import type { Fallback } from '../core/recommend/fallback.js';
import { goldenFeatures } from '../core/recommend/golden.js';
import { readModelCard, type ModelCard } from '../core/recommend/model-card.js';
import { createModelRanker } from '../core/recommend/model-ranker.js';
import type { Ranker } from '../core/recommend/past-orders.js';
import type { Room } from './room.js';

/** What runs it is large: on a slow connection that is a while. */
const LIMIT_MS = 60_000;
/** What could not be had is asked for again after that. */
const ASK_AGAIN_MS = 60_000;
/** These have to do with the connection, and may be otherwise in a while. */
const PASSING: readonly Fallback[] = [
  ...(['saving-data', 'slow-link', 'model-fetch', 'wasm-fetch', 'timeout'] as const),
  // A server, or a cache, may still have an older file.
  'model-hash',
];

interface Link {
  readonly saveData?: boolean;
  readonly effectiveType?: string;
}

type Files = PersonalPlace['files'];

export class ModelSeat {
  readonly #room: Room;
  /** Of the catalog's card that was read last. */
  #card: ModelCard | undefined;
  #source: unknown;
  #ranker: Ranker | undefined;
  #close: (() => void) | undefined;
  #reason: Fallback | undefined;
  #triedAt = -Infinity;
  #warming: Promise<void> | undefined;
  readonly #leaving = new AbortController();

  constructor(room: Room) {
    this.#room = room;
  }

  get ranker(): Ranker | undefined {
    this.#meet();
    return this.#ranker;
  }

  /** Why there is none, although the shop has a model. */
  get reason(): Fallback | undefined {
    this.#meet();
    return this.#reason;
  }

  /** Brings the model, unless it is here or is not to be had now. */
  async warm(files: Files): Promise<void> {
    this.#meet();
    const card = this.#card;
    if (!card || this.#ranker || !this.#isWorthTrying()) return;
    this.#warming ??= this.#bring(card, files).finally(() => (this.#warming = undefined));
    await this.#warming;
  }

  /** For good. */
  leave(): void {
    this.#leaving.abort();
    this.close();
  }

  close(): void {
    this.#close?.();
    this.#close = undefined;
    this.#ranker = undefined;
  }

  /** Another catalog may name another model, or none. */
  #meet(): void {
    const { model } = this.#room.catalog();
    if (JSON.stringify(model) === this.#source) return;
    this.#source = JSON.stringify(model);
    this.close();
    this.#reason = undefined;
    this.#triedAt = -Infinity;
    const read = model === undefined ? undefined : this.#readCard(model);
    this.#card = typeof read === 'string' ? undefined : read;
    if (typeof read !== 'string') return;
    this.#reason = 'no-model';
    const message = `${read}. Suggestions are ranked by the formula.`;
    this.#room.emit({ cause: 'sync', problems: [{ code: 'bad-model', message, where: '/model' }] });
  }

  #readCard(model: unknown): ModelCard | string {
    const card = readModelCard(model);
    if (typeof card === 'string' || URL.canParse(card.src, this.#base())) return card;
    return `src: "${card.src}" leads nowhere`;
  }

  #base(): string {
    return this.#room.catalog().base ?? 'https://nowhere.invalid/';
  }

  #isWorthTrying(): boolean {
    if (!this.#reason) return true;
    return PASSING.includes(this.#reason) && this.#room.clock.elapsed() - this.#triedAt > ASK_AGAIN_MS;
  }

  async #bring(card: ModelCard, files: Files): Promise<void> {
    this.#triedAt = this.#room.clock.elapsed();
    const source = this.#source;
    const modelUrl = new URL(card.src, this.#base()).href;
    const brought =
      (await this.#whyNotNow([files.wasmUrl, modelUrl])) ?? (await this.#open(card, modelUrl, files));
    // The catalog is another one by now.
    if (source !== this.#source) return typeof brought === 'string' ? undefined : brought.close();
    if (typeof brought === 'string') {
      this.#reason = brought;
      return;
    }
    this.#reason = undefined;
    this.#close = () => brought.close();
    this.#ranker = createModelRanker(brought.network, () => {
      this.close();
      this.#reason = 'infer';
    });
  }

  async #open(card: ModelCard, modelUrl: string, { stageUrl, wasmUrl }: Files) {
    const loaded = await this.#room.loadStage('model-stage', stageUrl);
    if (!loaded.ok) return 'wasm-fetch' as const;
    const golden = goldenFeatures();
    const { signal } = this.#leaving;
    const wishes = { card, modelUrl, wasmUrl, signal, goldenFeatures: golden, limitMs: LIMIT_MS };
    const opened = await loaded.stage.openShopModel(wishes);
    return opened.ok ? opened : opened.code;
  }

  /** What is kept on the device is free. */
  async #whyNotNow(addresses: readonly string[]): Promise<Fallback | undefined> {
    const link = Reflect.get(navigator, 'connection') as Link | undefined;
    const why: Fallback | undefined = link?.saveData
      ? 'saving-data'
      : /^(?:slow-2g|2g|3g)$/.test(link?.effectiveType ?? '')
        ? 'slow-link'
        : undefined;
    const isOffline = this.#room.simulatesOffline() || !this.#room.online();
    if (!why && !isOffline) return undefined;
    const kept = await Promise.all(addresses.map(isKept));
    return kept.every(Boolean) ? undefined : (why ?? 'model-fetch');
  }
}

async function isKept(address: string): Promise<boolean> {
  try {
    return (await caches.match(address, { ignoreVary: true })) !== undefined;
  } catch {
    // Pages that are not secure have no caches.
    return false;
  }
}
