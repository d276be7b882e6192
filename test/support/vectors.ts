/** The golden vectors of `src/core/protocol/vectors/`: what is in which file, and how a test reads one. */
import type { RefillCard } from '../../src/core/protocol/refill-card.js';

export interface Vectors {
  readonly base64url: {
    readonly texts: readonly { readonly hex: string; readonly text: string }[];
    readonly refused: readonly string[];
  };
  readonly 'uuid-v7': readonly { readonly now: number; readonly random: string; readonly uuid: string }[];
  readonly 'order-code': readonly { readonly order: string; readonly code: string }[];
  /** An order's secret and what the order says of it: the SHA-256 of its 32 bytes. */
  readonly claims: readonly { readonly secret: string; readonly claim: string }[];
  /** Private keys, for tests alone. */
  readonly keys: {
    readonly device: TestKey;
    readonly endpoint: {
      readonly keys: readonly (TestKey & { readonly kid: string; readonly use: string })[];
    };
  };
  readonly requests: {
    readonly signed: readonly RequestVector[];
    readonly refused: readonly (RequestVector & { readonly refusal: Refusal })[];
  };
  readonly intents: readonly IntentVector[];
  readonly 'refused-intents': readonly RefusedIntent[];
  readonly proofs: {
    readonly believed: readonly { readonly name: string; readonly payload: string; readonly jws: string }[];
    readonly refused: readonly RefusedProof[];
  };
  readonly 'refill-cards': {
    readonly written: readonly {
      readonly name: string;
      readonly page: string;
      readonly card: RefillCard;
      readonly text: string;
    }[];
    /** Other spellings, which nobody writes and everybody reads. */
    readonly read: readonly { readonly name: string; readonly text: string; readonly card: RefillCard }[];
    readonly refused: readonly {
      readonly name: string;
      readonly text: string;
      readonly kind: 'newer' | 'damaged';
    }[];
    /** No cards at all. */
    readonly foreign: readonly string[];
  };
  readonly contacts: {
    readonly sealed: readonly { readonly text: string; readonly jwe: string; readonly hash: string }[];
    readonly unopened: readonly { readonly name: string; readonly jwe: string }[];
  };
}

export interface TestKey {
  readonly kty: 'EC';
  readonly crv: 'P-256';
  readonly x: string;
  readonly y: string;
  readonly d: string;
}

/** Of a signature: it can not be read, or it is not by the key in its header. */
export type Refusal = 'malformed' | 'bad-signature';

export interface RequestVector {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly shop: string;
  readonly body: string;
  /** What is signed. */
  readonly text: string;
  readonly signature: string;
}

export interface IntentVector {
  readonly name: string;
  /** Exactly as it is signed. */
  readonly payload: string;
  readonly jws: string;
  readonly hash: string;
  readonly device: string;
}

/** `schema`: the signature is good and the payload is refused, at the place that `path` names. */
export type RefusedIntent =
  | { readonly name: string; readonly jws: string; readonly refusal: Refusal }
  | { readonly name: string; readonly jws: string; readonly refusal: 'schema'; readonly path: string };

export interface RefusedProof {
  readonly name: string;
  readonly jws: string;
  readonly refusal: 'unknown-key' | 'forged' | 'schema';
}

export async function readVectors<N extends keyof Vectors>(name: N): Promise<Vectors[N]> {
  const address = new URL(`../../src/core/protocol/vectors/${name}.json`, import.meta.url);
  return (await fetch(address)).json() as Promise<Vectors[N]>;
}
