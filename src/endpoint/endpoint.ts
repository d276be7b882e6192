/**
 * The reference sync endpoint as a Fetch handler: routes, origins, limits and the
 * headers that every answer carries. It never throws and never answers without a
 * problem document when it refuses.
 */
import { forgetOldContacts } from '../core/intake/forget-contacts.js';
import { sweep } from '../core/intake/sweep.js';
import type { EnrolAnswer } from '../core/protocol/enrol.js';
import type { MeasureAnswer } from '../core/protocol/measure.js';
import type { RecommendAnswer } from '../core/protocol/recommend.js';
import type { ImportAnswer } from '../core/protocol/receipt-import.js';
import { SIGNATURE_HEADER } from '../core/protocol/request-signature.js';
import type { SyncAnswer } from '../core/protocol/sync.js';
import { publicKeys, type EndpointKeys } from '../crypto/endpoint-keys.js';
import { Callers } from './callers.js';
import type { CatalogStore } from './catalog-store.js';
import type { Database } from './database.js';
import {
  LIMITS,
  limitsOfOrders,
  limitsOfRankings,
  limitsOfReports,
  type EndpointLimits,
} from './endpoint-limits.js';
import { Gate } from './gate.js';
import { handleInsights } from './insights-handler.js';
import { Lane } from './lane.js';
import { describeError, type Log } from './log.js';
import { handleMeasure } from './measure-handler.js';
import { createMeasuring, keepMeasures, type MeasuringPorts } from './measuring.js';
import { answerModel } from './model-answer.js';
import { createOrigins, parseOrigin, type Origins } from './origins.js';
import { PulseAnswers } from './pulse.js';
import { toRefusalResponse, type Outcome, type Refusal } from './refusal.js';
import { SECURITY_HEADERS, toCached, toJson, toOutcomeResponse } from './responses.js';
import { RECEIPTS, findRoute, isPosted, type PostRoute } from './routes.js';
import { createSqlLedger } from './sql-ledger.js';
import { handleExport, type ExportPorts } from './export-handler.js';
import { createOwnerCode, handleEnrol, type EnrolToRead } from './enrol-handler.js';
import { handleRecommend, type RecommendPorts, type ShopModel } from './recommend-handler.js';
import { findStanding, handleImport } from './receipts-handler.js';
import { handleSync, listClosed, type SyncPorts } from './sync-handler.js';

export interface EndpointOptions {
  readonly database: Database;
  readonly keys: EndpointKeys;
  readonly catalogs: CatalogStore;
  /** Pages that may use it, such as `https://shop.example`. */
  readonly origins: readonly string[];
  /** What comes before `/v1/…` in every address; none by default. */
  readonly base?: string;
  readonly now?: () => number;
  readonly log?: Log;
  readonly limits?: Partial<EndpointLimits>;
  /** Ranks what shoppers may want again, and is served to devices; without it the formula ranks. */
  readonly model?: ShopModel;
}

/** Who is at the other end. */
export interface Peer {
  /** Its network address, where that is its own and not a proxy's. */
  readonly address?: string;
}

export interface Endpoint {
  fetch(request: Request, peer?: Peer): Promise<Response>;
  /** A one-time code that makes a device the first owner's; undefined if there is an owner. */
  ownerCode(): Promise<string | undefined>;
  /** Ends what time ends and disputes what the owner closed; resolves with how many orders that changed. */
  sweep(): Promise<number>;
  /** Resolves when what was begun is done. The database is the caller's to close. */
  close(): Promise<void>;
}

/** Origins are anybody's to invent; the owner's log is not theirs to fill. */
const MOST_REFUSED_TOLD = 20;
const COPIES_WAITING = 16;
const BUSY: Refusal = { type: 'unavailable', headers: { 'retry-after': '2' } };

type Posted = SyncAnswer | EnrolAnswer | ImportAnswer | RecommendAnswer | MeasureAnswer;

export function createEndpoint(options: EndpointOptions): Endpoint {
  const handler = new Handler(options);
  return {
    fetch: (request, peer) => handler.fetch(request, peer),
    ownerCode: () => handler.ownerCode(),
    sweep: () => handler.sweep(),
    close: () => handler.close(),
  };
}

class Handler {
  readonly #database: Database;
  readonly #base: string;
  readonly #origins: Origins;
  readonly #orders: Lane;
  readonly #rankings: Lane;
  readonly #reports: Lane;
  readonly #sync: SyncPorts;
  readonly #ranking: RecommendPorts;
  readonly #measuring: MeasuringPorts;
  readonly #pulse: PulseAnswers;
  readonly #exporting: ExportPorts;
  readonly #keySet: string;
  readonly #keyTag: string;
  #closing = false;
  readonly #refused = new Set<string>();

  constructor(options: EndpointOptions) {
    const { database, keys, catalogs, origins, base = '', now = Date.now, log = () => undefined } = options;
    const limits = { ...LIMITS, ...options.limits };
    const shop = catalogs.served.catalog.shop.id;
    const ledger = createSqlLedger(database, shop);
    this.#database = database;
    this.#base = base.replace(/\/+$/, '');
    this.#origins = createOrigins(origins);
    this.#orders = new Lane(limitsOfOrders(limits));
    this.#rankings = new Lane(limitsOfRankings(limits));
    this.#reports = new Lane(limitsOfReports(limits));
    const callers = () => new Callers(ledger.reads, limits);
    this.#sync = { ledger, catalogs, keys, callers: callers(), now, log };
    // What is asked of suggestions is counted apart: it takes nobody's right to order.
    this.#ranking = { catalogs, callers: callers(), now, model: options.model };
    this.#measuring = createMeasuring({ database, catalogs, ledger, now, log }, limits);
    // The same of copies of what there is: whoever asks for one takes nobody's right to order either.
    const copies = new Gate(1, COPIES_WAITING);
    this.#exporting = { catalogs, callers: callers(), now, ledger, database, copies };
    this.#pulse = new PulseAnswers({ database, catalogs, now });
    const published = publicKeys(keys);
    this.#keySet = JSON.stringify({ keys: published });
    this.#keyTag = `"${published.map(({ kid = '' }) => kid.replace(/[^\w-]/g, '')).join('.')}"`;
  }

  async fetch(request: Request, peer: Peer = {}): Promise<Response> {
    const response = await this.#respond(request, peer);
    const headers = { ...SECURITY_HEADERS, ...this.#origins.headers(request) };
    for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
    return response;
  }

  ownerCode(): Promise<string | undefined> {
    return createOwnerCode(this.#sync.ledger, this.#sync.now());
  }

  async sweep(): Promise<number> {
    const { ledger, now, catalogs } = this.#sync;
    const { catalog } = catalogs.served;
    const context = { now: now(), catalog, closed: await listClosed(ledger.reads) };
    const changed = await ledger.transaction(async (rows) => {
      await forgetOldContacts(rows, context.now);
      return sweep(rows, context);
    });
    await keepMeasures(this.#measuring);
    return changed.length;
  }

  async close(): Promise<void> {
    this.#closing = true;
    const inside = [
      this.#orders,
      this.#rankings,
      this.#reports,
      this.#measuring.questions,
      this.#exporting.copies,
    ];
    await Promise.all(inside.map((gate) => gate.empty()));
  }

  async #respond(request: Request, peer: Peer): Promise<Response> {
    try {
      const preflight = this.#origins.preflight(request);
      if (preflight) return preflight;
      return await this.#route(request, peer);
    } catch (error) {
      this.#sync.log({ level: 'error', event: 'request-failed', message: describeError(error) });
      return toRefusalResponse({ type: 'internal-error' });
    }
  }

  async #route(request: Request, peer: Peer): Promise<Response> {
    const { pathname, search } = new URL(request.url);
    const inside = pathname.startsWith(`${this.#base}/`);
    const path = inside ? pathname.slice(this.#base.length) : '';
    const route = findRoute(path);
    if (!route) return toRefusalResponse({ type: 'unknown-address' });
    const posts = isPosted(route);
    const allowed = posts ? ['POST'] : ['GET', 'HEAD'];
    if (request.method === 'OPTIONS' && !this.#origins.mayUse(request)) return this.#refuseOrigin(request);
    if (!allowed.includes(request.method)) {
      return toRefusalResponse({ type: 'method-refused', headers: { allow: allowed.join(', ') } });
    }
    if (posts) return this.#answerPost(request, route, path + search, peer);
    if (route === 'receipt')
      return toOutcomeResponse(await findStanding(this.#sync, path.slice(RECEIPTS.length)));
    if (route === 'insights' || route === 'export')
      return this.#answerQuestion(request, route, path + search);
    if (route === 'health') return this.#answerHealth();
    if (route === 'model') return answerModel(request, path, this.#ranking.model?.file);
    if (route === 'pulse') return this.#pulse.answer(request);
    if (route === 'keys') return toCached(request, this.#keySet, this.#keyTag);
    const { text, etag } = this.#sync.catalogs.served;
    return toCached(request, text, etag);
  }

  async #answerPost(request: Request, route: PostRoute, path: string, peer: Peer): Promise<Response> {
    if (!this.#origins.mayUse(request)) return this.#refuseOrigin(request);
    if (this.#closing) return toRefusalResponse(BUSY);
    const lane = this.#laneFor(route);
    const signature = request.headers.get(SIGNATURE_HEADER);
    const answered = await lane.run(request, (body) => this.#decide(route, { body, signature, path }, peer));
    return answered ? toOutcomeResponse(answered) : toRefusalResponse(BUSY);
  }

  #laneFor(route: PostRoute): Lane {
    if (route === 'recommend') return this.#rankings;
    return route === 'measure' ? this.#reports : this.#orders;
  }

  async #answerQuestion(request: Request, route: 'insights' | 'export', path: string): Promise<Response> {
    if (!this.#origins.mayUse(request)) return this.#refuseOrigin(request);
    if (this.#closing) return toRefusalResponse(BUSY);
    const asked = { signature: request.headers.get(SIGNATURE_HEADER), path };
    if (route === 'export') return toOutcomeResponse(await handleExport(this.#exporting, asked));
    return toOutcomeResponse(await handleInsights(this.#measuring, asked));
  }

  #decide(route: PostRoute, asked: EnrolToRead, peer: Peer): Promise<Outcome<Posted>> {
    if (route === 'enrol') return handleEnrol(this.#sync, asked);
    if (route === 'import') return handleImport(this.#sync, asked);
    if (route === 'recommend') return handleRecommend(this.#ranking, asked);
    if (route === 'measure') return handleMeasure(this.#measuring, asked.body);
    return handleSync(this.#sync, { ...asked, ...peer });
  }

  /** The page can't read why; the owner can, once per page's origin. */
  #refuseOrigin(request: Request): Response {
    const origin = parseOrigin(request.headers.get('origin') ?? '') ?? 'null';
    if (!this.#refused.has(origin) && this.#refused.size < MOST_REFUSED_TOLD) {
      this.#refused.add(origin);
      this.#sync.log({ level: 'warn', event: 'origin-refused', message: adviceFor(origin) });
    }
    return toRefusalResponse({ type: 'origin-refused' });
  }

  async #answerHealth(): Promise<Response> {
    await this.#database.selectFrom('migrations').select('name').limit(1).execute();
    if (this.#closing) return toRefusalResponse(BUSY);
    return toJson({ status: 'ok' });
  }
}

function adviceFor(origin: string): string {
  if (origin === 'null')
    return 'A page without an origin (a file, a frame in a sandbox) asked and is not let in. Open it from a web server.';
  return `A page of ${origin} asked and is not let in. If it is yours, add --origin ${origin}.`;
}
