/** What the engine's personal stage is asked: what the shopper allows, and what they may want again. */
import type { Consent } from './consent/consent.js';
import type { FurtherCall } from './further-calls.js';
import type { Fallback, NodeFault } from './recommend/fallback.js';
import type { Suggestion } from './recommend/suggest.js';

/** By what suggestions are put in order: on the device, by a node that the page names, or not at all. */
export type RankerName = 'formula' | 'model' | 'node' | 'off';

/** What the last suggestions were ranked by. */
export interface RecommenderView {
  readonly ranker: RankerName;
  /** Why it is not what the page asks for; listed in `docs/codes.md`. */
  readonly reason?: Fallback | NodeFault;
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
  /** The attribute, as it is written, where it is one of those that there are. */
  readonly recommender: string | undefined;
  /** What its relative address starts from. */
  readonly base: string;
  /** What runs a model: the address of its stage, and of its WebAssembly. */
  readonly files: { readonly stageUrl: string; readonly wasmUrl: string };
}

export type PersonalCall =
  | readonly [name: 'setConsent', consent: Partial<Consent>]
  | readonly [name: 'recommend', wish: RecommendWish, place: PersonalPlace]
  /** What no order needs either, and is asked of a stage of its own. */
  | readonly [name: 'ask', ...further: FurtherCall]
  | readonly [name: 'wantsModel']
  /** There is time to bring what the next suggestions may be ranked by. */
  | readonly [name: 'warm', place: PersonalPlace];
