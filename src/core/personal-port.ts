/** What the engine's personal stage is asked: what the shopper allows, and what they may want again. */
import type { Consent } from './consent/consent.js';
import type { Suggestion } from './recommend/suggest.js';

/** By what suggestions are put in order: on the device, by a node that the page names, or not at all. */
export type RankerName = 'formula' | 'model' | 'node' | 'off';

/** What the last suggestions were ranked by. */
export interface RecommenderView {
  readonly ranker: RankerName;
  /** Why it is not what the page asks for; listed in `docs/recommendations.md`. */
  readonly reason?: string;
}

export interface RecommendWish {
  /** The most that are wanted; 10 unless given. */
  readonly limit?: number;
}

export interface Recommended extends RecommenderView {
  readonly suggestions: readonly Suggestion[];
}

/** How the page wants it, and where the further files are. */
export interface PersonalPlace {
  /** The attribute, as it is written. */
  readonly recommender: string | undefined;
  /** What its relative address starts from. */
  readonly base: string;
}

export type PersonalCall =
  | readonly [name: 'setConsent', consent: Partial<Consent>]
  | readonly [name: 'recommend', wish: RecommendWish, place: PersonalPlace];
