/** What an owner's screen may ask of the engine, and what it is told. Plain data both ways; the bridge carries it. */
import type { InsightsAnswer } from '../protocol/insights.js';
import type { IntentOf } from '../protocol/intent.js';
import type { Outcome } from '../shop-port.js';

type Wish<T extends 'stock.set' | 'depot.set'> = { readonly type: T; readonly body: IntentOf<T>['body'] };
/** What an owner says of the shop. */
export type OwnerWish = Wish<'stock.set'> | Wish<'depot.set'>;

/** What was said and is not in the shop's books: it waits to be sent, or was refused. */
export interface OwnerWord {
  readonly id: string;
  /** ISO 8601, UTC, by this device's clock. */
  readonly at: string;
  readonly wish: OwnerWish;
  /** Of `docs/codes.md`; absent while it waits. */
  readonly refused?: string;
}

/** The endpoint's last answer, for the days from the first to the last. */
export interface Told {
  /** ISO 8601, UTC: when it came. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  readonly answer: InsightsAnswer;
}

export interface OwnerView {
  /** `none`: no owner's code was typed here. `over`: the shop says that this device is not the owner's any more. */
  readonly standing: 'none' | 'owner' | 'over';
  readonly remembered: boolean;
  /** In the order in which they were said. */
  readonly words: readonly OwnerWord[];
  readonly told?: Told;
}

export interface OwnerPort {
  look(): Promise<Outcome<{ view: OwnerView }>>;
  /** The code that opens the screen: the same again with no network, another one by the endpoint's word. */
  enrol(code: string, remember: boolean): Promise<Outcome>;
  /** Asks the endpoint about these days, both included: dates at the shop. */
  ask(from: string, to: string): Promise<Outcome<{ told: Told }>>;
  /** Kept, signed and sent as orders are. */
  say(wish: OwnerWish): Promise<Outcome<{ id: string }>>;
  /** The owner has seen that it was refused. */
  note(id: string): Promise<Outcome>;
}

/** A wish by the method's name with what it takes. */
export type OwnerQuestion = {
  [Name in keyof OwnerPort]: readonly [name: Name, ...args: Parameters<OwnerPort[Name]>];
}[keyof OwnerPort];
/** How it travels: by the way of a stall's, and marked as the owner's. */
export type OwnerCall = readonly [mark: 'owner', question: OwnerQuestion];
