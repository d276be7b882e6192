/**
 * The catalog of a shop whose products stand in the JSON-LD of its pages: what this
 * page says, at once; what earlier pages said; and the endpoint's own catalog, which
 * wins. Everything told to the page goes through here, so that the pages' products
 * are in whatever catalog the endpoint has.
 */
import { catalogOfPages, mergeCatalog, type Merged } from '../core/catalog/json-ld/merge.js';
import { readPage, type ReadPage } from '../core/catalog/json-ld/read-page.js';
import { parseSeen, rememberPage, type SeenProduct } from '../core/catalog/json-ld/seen.js';
import type { Catalog } from '../core/catalog/catalog-schema.js';
import type { Problem } from '../core/catalog/parse-catalog.js';
import type { PageBlocks, ShopConfig } from '../core/shop-config.js';
import type { CatalogAge, LoadState } from '../core/shop-state.js';
import type { CatalogKeeper, CatalogLoader, CatalogNews, LoaderPorts } from './catalog-loader.js';

const READY: LoadState = { kind: 'ready' };

type Ports = Omit<LoaderPorts, 'source'>;

/**
 * @param config of a shop whose catalog is `json-ld`
 * @param Loader the first stage's own: a copy would bring all that reads a catalog with it
 */
export function createPageCatalog(
  config: ShopConfig | undefined,
  ports: Ports,
  Loader: typeof CatalogLoader,
): CatalogKeeper {
  const catalog = config?.catalog;
  const shop = catalog?.kind === 'json-ld' ? catalog.shop : null;
  return new PageCatalog(shop, config?.endpoint, ports, Loader);
}

class PageCatalog implements CatalogKeeper {
  /** The id that the endpoint's catalog must have. */
  readonly #shop: string | null;
  readonly #endpoint: string | undefined;
  readonly #ports: Ports;
  readonly #Loader: typeof CatalogLoader;
  #page: ReadPage = { products: [], problems: [] };
  #blocks = '';
  #seen: readonly SeenProduct[] | undefined;
  #loader: CatalogLoader | undefined;
  /** The endpoint's, once it is known. */
  #own: Catalog | undefined;
  #age: CatalogAge = { checkedAt: null, stale: false };
  /** As it was last told: a problem changes nothing in it, and what is not yet shown is not there. */
  #load: LoadState = { kind: 'loading' };
  /** What the page and the endpoint differ in, as last shown, until it is told. */
  #differences: readonly Problem[] = [];
  /** Whether the endpoint's catalog is there, or is known not to be had for now. */
  #settled = false;

  constructor(shop: string | null, endpoint: string | undefined, ports: Ports, Loader: typeof CatalogLoader) {
    this.#Loader = Loader;
    this.#shop = shop;
    this.#endpoint = endpoint;
    this.#ports = ports;
  }

  async load(page?: PageBlocks): Promise<void> {
    const shop = this.#shop;
    if (!shop) return this.#fail(NO_SHOP_ID);
    if (page) await this.#read(shop, page);
    if (this.#endpoint === undefined) this.#settleAlone(NO_ENDPOINT);
    else await this.#loadOwn(shop, `${this.#endpoint}/v1/catalog`, page);
    this.#tellDifferences();
  }

  async #loadOwn(shop: string, url: string, page?: PageBlocks): Promise<void> {
    // What was kept comes in a moment, and shows more than this page alone.
    if (this.#own || !(await this.#ports.shelf.get(url))) this.#show();
    this.#loader ??= new this.#Loader({
      ...this.#ports,
      source: { kind: 'url', url, base: rootOf(page?.address ?? url) },
      tell: (news) => this.#take(shop, news),
    });
    await this.#loader.load();
  }

  /** The first comes from its own address, where its relative addresses are known to start. */
  async adopt(source: unknown): Promise<void> {
    await (this.#own ? this.#loader?.adopt(source) : this.#loader?.load());
    this.#tellDifferences();
  }

  async confirm(): Promise<void> {
    await this.#loader?.confirm();
    this.#tellDifferences();
  }

  async #read(shop: string, { texts, address }: PageBlocks): Promise<void> {
    const blocks = JSON.stringify([address, texts]);
    if (blocks === this.#blocks) return;
    this.#blocks = blocks;
    const { shelf, clock } = this.#ports;
    const key = `json-ld:${shop}`;
    // As it is kept by now: it may have been erased.
    const seen = parseSeen((await shelf.get(key))?.source);
    this.#page = readPage(texts, address);
    if (!this.#page.products.length && !seen.length) this.#tellProblems([nothingFound(texts.length)]);
    this.#tellProblems(this.#page.problems.filter((problem) => !mayBeMended(problem)));
    const now = clock.now();
    this.#seen = rememberPage(seen, withoutHash(address), this.#page.products, now);
    const checkedAt = new Date(now).toISOString();
    await shelf.put(key, { source: this.#seen, version: '', checkedAt, base: '' });
  }

  #take(shop: string, news: CatalogNews): void {
    const { catalog, catalogAge, load, problems } = news;
    if (catalog && catalog.shop.id !== shop) return this.#settleAlone(otherShop(shop, catalog.shop.id));
    this.#own = catalog ?? this.#own;
    if (catalogAge) this.#age = catalogAge;
    this.#settled = true;
    this.#tellProblems(problems);
    if (catalog || load.kind === 'failed') this.#show(load);
    else this.#tell({ load, problems: [], ...(catalogAge ? { catalogAge } : {}) });
  }

  /** There is no catalog but what the pages say. */
  #settleAlone(problem: Problem): void {
    this.#settled = true;
    this.#tellProblems([problem]);
    this.#show({ kind: 'failed', code: problem.code, message: problem.message });
  }

  /** @param otherwise what to say if there is nothing to show */
  #show(otherwise?: LoadState): void {
    const merged = this.#merge();
    if (!merged) {
      if (otherwise) this.#tell({ load: otherwise, problems: [] });
      return;
    }
    const { catalog, problems, known } = merged;
    const catalogAge = this.#own
      ? this.#age
      : { checkedAt: this.#seen?.[0]?.seenAt ?? null, stale: this.#settled };
    this.#tell({ load: READY, catalog, catalogAge, problems: [] });
    const unmended = this.#page.problems.filter(
      (problem) =>
        mayBeMended(problem) && !known.some((pointer) => problem.pointer.startsWith(`${pointer}/`)),
    );
    this.#differences = [...problems, ...unmended];
  }

  /** The page is held against the endpoint's newest word: what was kept of it may be what the maker has mended. */
  #tellDifferences(): void {
    if (this.#own && this.#age.stale) return;
    this.#tellProblems(this.#differences);
    this.#differences = [];
  }

  #merge(): Merged | undefined {
    const here = this.#page.products;
    const ids = new Set(here.map(({ product }) => product.id));
    const earlier = (this.#seen ?? [])
      .map(({ stated }) => stated)
      .filter(({ product }) => !ids.has(product.id));
    const pages = { here, earlier, ...(this.#page.own === undefined ? {} : { own: this.#page.own }) };
    return this.#own ? mergeCatalog(this.#own, pages) : catalogOfPages(this.#shop ?? '', pages);
  }

  #fail(problem: Problem): void {
    const { code, message } = problem;
    this.#tell({ load: { kind: 'failed', code, message }, problems: [problem] });
  }

  #tellProblems(problems: readonly Problem[]): void {
    if (!problems.length) return;
    this.#tell({ load: this.#load, problems });
  }

  #tell(news: CatalogNews): void {
    this.#load = news.load;
    this.#ports.tell(news);
  }
}

/** Whether the endpoint's catalog may have what the page lacks. */
function mayBeMended({ code }: Problem): boolean {
  return code === 'no-variants';
}

/** Where a site's files start: a catalog that the endpoint serves has its pictures there. */
function rootOf(address: string): string {
  return new URL('/', address).href;
}

function withoutHash(address: string): string {
  return address.replace(/#.*$/, '');
}

const NO_SHOP_ID: Problem = {
  code: 'no-shop-id',
  pointer: 'shop',
  message:
    '<punnet-shop catalog="json-ld"> needs the shop\u2019s id, the one in the endpoint\u2019s catalog: add shop="\u2026".',
};

const NO_ENDPOINT: Problem = {
  code: 'no-endpoint',
  pointer: 'endpoint',
  message:
    '<punnet-shop catalog="json-ld"> has no endpoint: pages say what is sold, and the endpoint where and when it is collected. Add endpoint="\u2026"; until then nothing can be ordered.',
};

function nothingFound(blocks: number): Problem {
  const found = blocks ? `${blocks} JSON-LD block(s), and no product in them` : 'no JSON-LD block';
  const message = `This page has ${found}, and no page with a product was open here before: see that your site writes <script type="application/ld+json"> with a Product.`;
  return { code: 'no-json-ld', pointer: 'script[type="application/ld+json"]', message };
}

function otherShop(shop: string, found: string): Problem {
  const message = `<punnet-shop shop="${shop}">, but the endpoint\u2019s catalog is that of "${found}": set shop="${found}", or the endpoint of "${shop}".`;
  return { code: 'wrong-shop', pointer: 'shop', message };
}
