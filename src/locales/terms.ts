/**
 * The type of Punnet's words: a sentence with `{name}` placeholders, or one per
 * plural form of `{count}`. English is the shape that the other languages fill.
 */
import type { EN_CATALOG } from './en-catalog.js';
import type { EN_LATE } from './en-late.js';
import type { EN_LOYALTY } from './en-loyalty.js';
import type { EN_ORDER } from './en-order.js';
import type { EN_RECOMMENDATIONS } from './en-recommendations.js';
import type { EN_SCAN } from './en-scan.js';
import type { EN_SHELL } from './en-shell.js';
import type { EN_STALL } from './en-stall.js';
import type { EN_STATUS } from './en-status.js';
import type { EN_TESTIMONIALS } from './en-testimonials.js';
import type { EN_STOCK } from './en-stock.js';
import type { EN } from './en.js';

export interface PluralTerm {
  readonly zero?: string;
  readonly one?: string;
  readonly two?: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}
export type Term = string | PluralTerm;

export type CoreKey = keyof typeof EN;
export type LateKey = keyof typeof EN_LATE;
export type OrderKey = keyof typeof EN_ORDER;
export type CatalogKey = keyof typeof EN_CATALOG;
export type StatusKey = keyof typeof EN_STATUS;
export type ShellKey = keyof typeof EN_SHELL;
export type ScanKey = keyof typeof EN_SCAN;
export type LoyaltyKey = keyof typeof EN_LOYALTY;
export type RecommendationKey = keyof typeof EN_RECOMMENDATIONS;
export type TestimonialKey = keyof typeof EN_TESTIMONIALS;
export type StallKey = keyof typeof EN_STALL;
export type StockKey = keyof typeof EN_STOCK;
export type TermKey =
  | CoreKey
  | LateKey
  | OrderKey
  | CatalogKey
  | StatusKey
  | ShellKey
  | ScanKey
  | LoyaltyKey
  | RecommendationKey
  | TestimonialKey
  | StallKey
  | StockKey;

export type CoreTerms = Readonly<Record<CoreKey, Term>>;
/** What the core tags show after the first paint. */
export type LateTerms = Readonly<Record<LateKey, Term>>;
/** The words of the order path: checkout, receipt, orders. */
export type OrderTerms = Readonly<Record<OrderKey, Term>>;
export type StatusTerms = Readonly<Record<StatusKey, Term>>;
export type ShellTerms = Readonly<Record<ShellKey, Term>>;
export type CatalogTerms = Readonly<Record<CatalogKey, Term>>;
export type LoyaltyTerms = Readonly<Record<LoyaltyKey, Term>>;
export type TestimonialTerms = Readonly<Record<TestimonialKey, Term>>;
export type RecommendationTerms = Readonly<Record<RecommendationKey, Term>>;
export type ScanTerms = Readonly<Record<ScanKey, Term>>;
/** With those of its stock, which come later in English alone. */
export type StallTerms = Readonly<Record<StallKey | StockKey, Term>>;
/** A host's own words, for any of them. */
export type TermOverrides = Readonly<Partial<Record<TermKey, Term>>>;

/** A set of words: English ships with the code, the others load when a page asks for them. */
export interface TermSet<K extends string> {
  readonly en: Readonly<Record<K, Term>>;
  readonly load: Readonly<Record<string, () => Promise<Readonly<Record<K, Term>>>>>;
}
