/** What a stall's screen may ask of the engine, and what it is told. Plain data both ways; the bridge carries it. */
import type { Outcome } from '../shop-port.js';
import type { StallItem } from './stall-order.js';
import type { Verdict } from './verdicts.js';

/** A shop whose receipts are told apart from forged ones here, though nothing is handed over for them. */
export interface Issuer {
  readonly shop: string;
  /** Its endpoint, absolute, without a trailing slash. */
  readonly endpoint: string;
}

/** The shop did not take this stall's word: the goods are gone, and somebody has to know. */
export interface Conflict {
  readonly id: string;
  readonly code: string;
  /** Of `docs/codes.md`. */
  readonly reason: string;
  readonly at: string;
}

/** How many of a variant a stall is to have. */
export interface DayWish {
  readonly variant: string;
  readonly quantity: number;
}

/** Fewer orders' places were granted in a time than asked for. */
export interface PlaceShortfall {
  readonly depot: string;
  /** When the time begins: ISO 8601, UTC. */
  readonly start: string;
  readonly asked: number;
  readonly granted: number;
}

/** What was asked for and not to be had. */
export interface Shortfalls {
  readonly short: readonly Shortfall[];
  readonly fewer: readonly PlaceShortfall[];
}

/** Fewer were granted than asked for. */
export interface Shortfall {
  readonly variant: string;
  readonly depot: string;
  readonly asked: number;
  readonly granted: number;
}

/** What a stall has of the shop's stock and has not sold. */
export interface DayStock {
  /** `wished`: no answer has settled yet what it is to have. `over`: nothing may be sold of it any more, and it goes back. */
  readonly standing: 'held' | 'wished' | 'over';
  /** ISO 8601, UTC: it may be sold with no network until then; absent where nothing may. */
  readonly until?: string;
  readonly held: readonly { readonly variant: string; readonly depot: string; readonly left: number }[];
}

export interface StallView {
  /** `none`: no code was typed here. `over`: the shop says that this is no stall any more. */
  readonly standing: 'none' | 'stall' | 'over';
  readonly remembered: boolean;
  /** Where this stall stands, by the depot's id. */
  readonly depot: string | undefined;
  /** How many orders' places it has asked for last in each time. */
  readonly places: number;
  /** When the endpoint last said its keys; null: never, and only the catalog's are known. */
  readonly keysAt: string | null;
  /** What was handed over or taken back, and not answered. */
  readonly unsent: number;
  /** Something was, and the shop has taken the word for all of it. */
  readonly allSent: boolean;
  readonly conflicts: readonly Conflict[];
  /** Absent where it has nothing and wishes for nothing. */
  readonly stock?: DayStock;
}

export interface Scanned {
  readonly verdict: Verdict;
  /** Of the order that it is about, as far as that could be read. */
  readonly order?: string;
  readonly code?: string;
  readonly items: readonly StallItem[];
  readonly currency?: string;
  /** What may be given back, in minor units, where it may be taken back. */
  readonly refund?: number;
  /** Found by a typed code, which proves nothing. */
  readonly typed?: true;
  /** How far another shop's own keys vouch for its receipt; absent where they are not known here. */
  readonly vouched?: 'confirmed' | 'attested' | 'unattested' | 'expired';
}

export interface StallPort {
  /** @param depot where the stall stands, where the page says so itself */
  look(depot?: string): Promise<Outcome<{ view: StallView }>>;
  /** The code that opens this stall: the same again with no network, another one by the endpoint's word. */
  enrol(code: string, remember: boolean): Promise<Outcome>;
  standAt(depot: string): Promise<Outcome>;
  /**
   * Takes so many of each, and gives back whatever else it has at that depot.
   *
   * @param places how many orders it may promise in each time that is to come; one, unless it says so
   */
  takeStock(wishes: readonly DayWish[], depot?: string, places?: number): Promise<Outcome<Shortfalls>>;
  /** All that it has, at whatever depot. */
  giveBack(): Promise<Outcome>;
  useIssuers(issuers: readonly Issuer[]): Promise<Outcome>;
  scan(text: string, depot?: string): Promise<Outcome<{ scanned: Scanned }>>;
  /** By the six characters of an order that this device knows. */
  find(code: string, depot?: string): Promise<Outcome<{ scanned: Scanned }>>;
  collect(order: string, amount: number): Promise<Outcome<{ id: string }>>;
  takeBack(order: string, amount: number): Promise<Outcome<{ id: string }>>;
  undo(id: string): Promise<Outcome>;
  /** What may be undone is let go. */
  release(): Promise<Outcome>;
  /** The helper has seen that it was refused. */
  note(id: string): Promise<Outcome>;
}

/** How a wish travels: the method's name with what it takes. */
export type StallCall = {
  [Name in keyof StallPort]: readonly [name: Name, ...args: Parameters<StallPort[Name]>];
}[keyof StallPort];
