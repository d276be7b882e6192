/**
 * How a page configures a shop, after its attributes were read. Plain data: it
 * crosses into the worker as it is.
 */

export type CatalogSource =
  /** `base` is where its relative addresses start, if that is not where it is. */
  | { readonly kind: 'url'; readonly url: string; readonly base?: string }
  /** The text of a `<script type="application/json" slot="catalog">`, and the page's address. */
  | { readonly kind: 'inline'; readonly text: string; readonly base: string }
  /** What the page's own JSON-LD says, and the endpoint's catalog; `shop` is the id that this must have. */
  | { readonly kind: 'json-ld'; readonly shop: string | null };

/** What a page shows of itself to whoever reads its JSON-LD. */
export interface PageBlocks {
  /** The texts of its `application/ld+json` blocks, in their order. */
  readonly texts: readonly string[];
  /** Its address, absolute. */
  readonly address: string;
  /** Of the stage that reads them. */
  readonly stage: string;
}

/** When a page takes orders, and when it sends them; the first holds unless another is named. */
export const OFFLINE_POLICIES = ['prefer-online', 'require-online', 'force-offline'] as const;
export type OfflinePolicy = (typeof OFFLINE_POLICIES)[number];

export interface ShopConfig {
  readonly catalog: CatalogSource;
  /** Absolute, without a trailing slash; absent: the shop takes no orders online. */
  readonly endpoint?: string;
  /** A same-origin file of one line, tried before the blob. */
  readonly workerSrc?: string;
  /** Every request fails, as with no network. */
  readonly simulateOffline: boolean;
  readonly offlinePolicy?: OfflinePolicy;
  /** As the attribute is written: `auto`, `formula`, `off`, or an address; absent: the first. */
  readonly recommender?: string;
  /** The page's browser says for its user that it is not to be asked (Global Privacy Control), as the engine starts. */
  readonly private?: boolean;
}

/** What a developer must know: becomes `punnet-error`, and text in place on localhost or with `debug`. */
export interface ShopProblem {
  readonly code: string;
  readonly message: string;
  /** An attribute, a JSON pointer, an address or an element. */
  readonly where: string;
}
