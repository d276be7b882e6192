/**
 * What the shopper will likely want again: reads their purchases where they allow it, has them ranked, and gives each
 * product its size and its reason. All that is decided is in core.
 */
import { DAY_MS } from '../core/consent/retention.js';
import type { PersonalPlace, Recommended, RecommendWish, RecommenderView } from '../core/personal-port.js';
import { MOST_LEFT_OUT, MOST_SUGGESTIONS, toSentHistory } from '../core/protocol/recommend.js';
import { statisticsOf } from '../core/recommend/catalog-statistics.js';
import { scoreByFormula } from '../core/recommend/formula.js';
import { listBought, type RankCase, type Ranker } from '../core/recommend/past-orders.js';
import { rebuildPurchases } from '../core/recommend/purchase-history.js';
import { readPurchases, type Purchases } from '../core/recommend/purchases.js';
import { rankItems } from '../core/recommend/rank-items.js';
import { isSuggestible, toSuggestions, type Standing } from '../core/recommend/suggest.js';
import { refuse } from '../core/refuse.js';
import type { Outcome } from '../core/shop-port.js';
import type { OrderDesk } from './order-desk.js';
import { ModelSeat } from './model-seat.js';
import { leaveOf } from './remembered-orders.js';
import { askNode } from './ranking-node.js';
import type { Room } from './room.js';

const USUAL_LIMIT = 10;

interface Ranked extends RecommenderView {
  readonly items: readonly string[];
}

/** An address stands for a node. What the page has found to be neither does not come here. */
function toRanker({ recommender = 'auto', base }: PersonalPlace): string {
  const isName = ['auto', 'formula', 'off'].includes(recommender) || !URL.canParse(recommender, base);
  return isName ? recommender : new URL(recommender, base).href.replace(/\/+$/, '');
}

export class Recommender {
  readonly #room: Room;
  readonly #desk: () => Pick<OrderDesk, 'sign'> | undefined;
  readonly #model: ModelSeat;
  #wantsModel = false;
  #shown = '';

  constructor(room: Room, desk: () => Pick<OrderDesk, 'sign'> | undefined) {
    this.#room = room;
    this.#desk = desk;
    this.#model = new ModelSeat(room);
  }

  async recommend(wish: RecommendWish | null, place: PersonalPlace): Promise<Outcome<Recommended>> {
    const { limit = USUAL_LIMIT } = wish ?? {};
    if (!Number.isInteger(limit) || limit < 1 || limit > MOST_SUGGESTIONS)
      return refuse('bad-limit', `The limit is a whole number from 1 to ${MOST_SUGGESTIONS}.`);
    const recommender = toRanker(place);
    if (recommender === 'off') return this.#show({ ranker: 'off', suggestions: [] });
    const standing = await this.#stand();
    const purchases = await this.#readPurchases(standing);
    const { items, ...view } = await this.#rank(purchases, standing, { limit, recommender });
    return this.#show({ ...view, suggestions: toSuggestions(items, purchases, standing).slice(0, limit) });
  }

  close(): void {
    this.#model.leave();
  }

  /** Whether what was suggested last would have had a use for the shop's model. */
  async wantsModel(): Promise<Outcome<{ wanted: boolean }>> {
    const wanted = this.#wantsModel && this.#room.catalog().model !== undefined && !this.#model.ranker;
    return { ok: true, wanted };
  }

  /** Brings the model, if the last suggestions would have had a use for it. */
  async warm({ files }: PersonalPlace): Promise<Outcome> {
    if (!this.#wantsModel) return { ok: true };
    await this.#model.warm(files);
    this.#tell(this.#nowRanking());
    return { ok: true };
  }

  async #stand(): Promise<Standing> {
    const { store } = this.#room;
    const catalog = this.#room.catalog();
    const [cart, shop] = await store.getMany([['cart'], ['shop']]);
    const counts = new Map(
      (shop?.stock ?? []).map(({ depot, variant, left }) => [`${depot}\n${variant}`, left]),
    );
    return {
      catalog,
      inBasket: new Set(cart?.cart.lines.map(({ seen }) => seen.product)),
      left: (depot, variant) => counts.get(`${depot}\n${variant}`),
    };
  }

  /** Brings what is remembered into line with what may be, and with the orders. */
  rebuild(): Promise<void> {
    const { store, clock } = this.#room;
    return rebuildPurchases(store, leaveOf(this.#room), clock.now());
  }

  /** Without leave nothing is read, and everyone is new. */
  async #readPurchases({ catalog }: Standing): Promise<Purchases> {
    const { store, clock, consent } = this.#room;
    await this.rebuild();
    const kept = consent.now.personalisation ? await store.list('purchase') : [];
    return readPurchases(kept, catalog, clock.now());
  }

  async #rank(
    { history }: Purchases,
    standing: Standing,
    { limit, recommender }: { readonly limit: number; readonly recommender: string },
  ): Promise<Ranked> {
    const { catalog } = standing;
    const day = this.#room.clock.now() / DAY_MS;
    const given: RankCase = { history, day, statistics: statisticsOf(catalog) };
    const leaveOut = (item: string) => !isSuggestible(item, standing);
    const rankBy = (rank: Ranker) => rankItems(given, rank, { limit, leaveOut });
    // Nobody's purchases need no model.
    if (recommender === 'formula' || history.length === 0)
      return { items: rankBy(scoreByFormula), ranker: 'formula' };
    if (recommender === 'auto') return this.#rankByModel(rankBy);
    const asked = await this.#askNode(recommender, given, standing, limit);
    const items = asked.ok ? [...new Set(asked.answer.items)].filter((item) => !leaveOut(item)) : [];
    // What it leaves empty is filled here; of no use at all, it was no answer.
    if (items.length > 0)
      return { items: [...new Set([...items, ...rankBy(scoreByFormula)])], ranker: 'node' };
    const reason = asked.ok ? 'node-unfit' : asked.code;
    return { items: rankBy(scoreByFormula), ranker: 'formula', reason };
  }

  /** Where it is here: it is brought once the page is idle. */
  #rankByModel(rankBy: (rank: Ranker) => string[]): Ranked {
    this.#wantsModel = true;
    const items = rankBy(this.#model.ranker ?? scoreByFormula);
    return { items, ...this.#nowRanking() };
  }

  /** A model that made no numbers of what it was given is gone by then. */
  #nowRanking(): RecommenderView {
    const { ranker, reason } = this.#model;
    return { ranker: ranker ? 'model' : 'formula', ...(reason ? { reason } : {}) };
  }

  /** It is told what was bought and what is sold out of that, and nothing of the basket: it is asked for more instead. */
  async #askNode(node: string, { history, day, statistics }: RankCase, standing: Standing, limit: number) {
    if (this.#room.simulatesOffline() || !this.#room.online())
      return { ok: false, code: 'node-silent' } as const;
    const nowhere = { ...standing, inBasket: new Set<string>() };
    const known = new Set([...listBought(history), ...statistics.byPopularity.slice(0, MOST_LEFT_OUT)]);
    const request = {
      shop: this.#room.shopId,
      history: toSentHistory(history),
      day,
      leaveOut: [...known].filter((item) => !isSuggestible(item, nowhere)).slice(0, MOST_LEFT_OUT),
      limit: Math.min(MOST_SUGGESTIONS, limit + standing.inBasket.size),
    };
    return askNode(node, request, async (path, body) => this.#desk()?.sign(path, body));
  }

  #show({ suggestions, ...view }: Recommended): Outcome<Recommended> {
    this.#tell(view);
    return { ok: true, suggestions, ...view };
  }

  #tell(view: RecommenderView): void {
    const next = JSON.stringify(view);
    if (next !== this.#shown) this.#room.emit({ cause: 'sync', recommender: view });
    this.#shown = next;
  }
}
