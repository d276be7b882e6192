/**
 * The wire port with an endpoint behind it that answers as a test tells it to.
 * Its signatures are real; its memory is a map. The real endpoint is tested apart.
 */
import { publicKeys, createEndpointKeys, loadEndpointKeys, sign } from '../../src/crypto/endpoint-keys.js';
import { signConfirmed } from '../../src/crypto/receipt-token.js';
import { createCrypto } from '../../src/crypto/web-crypto.js';
import type { PublishedKey, Reply, Wire } from '../../src/core/ports.js';
import { parseBase64Url } from '../../src/core/protocol/base64url.js';
import type { Alternate } from '../../src/core/protocol/alternate.js';
import { isChange, type Intent } from '../../src/core/protocol/intent.js';
import type { Proof, ProvenState } from '../../src/core/protocol/proof.js';
import type { ProvenFacts } from '../../src/core/protocol/receipt.js';
import type { Result, SyncAnswer, SyncRequest } from '../../src/core/protocol/sync.js';

/** Instead of an answer: `cut` rejects, anything else is sent as it is. */
export type Fault = 'cut' | Reply;
type Verdict = Partial<Result> & {
  readonly state?: ProvenState;
  readonly unproven?: boolean;
  readonly proven?: Partial<Proof>;
  /** What is signed besides, to be chosen from. */
  readonly offers?: readonly Partial<Alternate>[];
};

const OFFER = {
  id: '1-1',
  depot: 'market',
  slot: 'market/2026-11-25T10:00:00+00:00',
  without: [],
  amount: 420,
  discount: 20,
  until: '2026-11-24T18:00:00.000Z',
};

export class ScriptedEndpoint implements Wire {
  /** Everything that was posted, in order. */
  readonly requests: SyncRequest[] = [];
  readonly signatures: (string | undefined)[] = [];
  /** Taken one by one before the endpoint answers itself. */
  faults: Fault[] = [];
  /** What becomes of an intent; confirmed at its own total unless it says otherwise. */
  judge: (intent: Intent) => Verdict = () => ({});
  catalog: unknown;
  /** Given to whoever asks for one. */
  certificate: SyncAnswer['certificate'];
  keyRequests = 0;
  readonly #keys: Awaited<ReturnType<typeof loadEndpointKeys>>;
  readonly #crypto = createCrypto();

  private constructor(keys: Awaited<ReturnType<typeof loadEndpointKeys>>) {
    this.#keys = keys;
  }

  static async create(): Promise<ScriptedEndpoint> {
    return new ScriptedEndpoint(await loadEndpointKeys(await createEndpointKeys()));
  }

  get keys(): readonly PublishedKey[] {
    return publicKeys(this.#keys);
  }

  sign(facts: ProvenFacts): Promise<string> {
    return signConfirmed(this.#keys.sig[0], facts);
  }

  async get(path: string): Promise<Reply> {
    if (path !== '/.well-known/jwks.json') throw new Error(`nothing at ${path}`);
    this.keyRequests += 1;
    return json({ keys: this.keys });
  }

  async post(_path: string, body: string, signature: string | undefined): Promise<Reply> {
    const request = JSON.parse(body) as SyncRequest;
    this.requests.push(request);
    this.signatures.push(signature);
    const fault = this.faults.shift();
    if (fault === 'cut') throw new TypeError('cut');
    if (fault) return fault;
    const needsSignature = request.intents.length > 0 || (request.claims ?? []).length > 0;
    if (needsSignature && signature === undefined)
      return problem(401, 'The request is not signed by a device key');
    const results = await Promise.all(request.intents.map((jws) => this.answer(jws)));
    return json({
      time: '2026-11-23T18:00:01Z',
      results,
      stock: [],
      depots: [],
      cursor: String(this.requests.length),
      ...(request.certificate && this.certificate ? { certificate: this.certificate } : {}),
      ...(this.catalog === undefined ? {} : { catalog: this.catalog }),
    });
  }

  async answer(jws: string): Promise<Result> {
    const intent = readIntent(jws);
    const { unproven, proven, offers, ...verdict } = this.judge(intent);
    const state = verdict.state ?? 'confirmed';
    const proof: Proof = {
      shop: intent.shop,
      intent: intent.id,
      hash: await this.#crypto.hash(jws),
      order: isChange(intent) ? intent.body.order : intent.id,
      state,
      payment: 'at_pickup',
      rev: 1,
      amount: intent.type === 'order.place' ? intent.body.total : 0,
      ...proven,
    };
    const signed = unproven ? {} : { proof: await sign(this.#keys, proof) };
    const { shop, order, rev } = proof;
    const alternates = offers?.map((offer) => sign(this.#keys, { ...OFFER, shop, order, rev, ...offer }));
    const offered = alternates ? { alternates: await Promise.all(alternates) } : {};
    return { intent: intent.id, state, payment: 'at_pickup', ...verdict, ...offered, ...signed };
  }
}

export function json(body: unknown, status = 200): Reply {
  return { status, type: 'application/json', text: JSON.stringify(body) };
}

export function problem(status: number, title: string): Reply {
  const body = { type: 'urn:punnet:problem:test', title, status };
  return { status, type: 'application/problem+json', text: JSON.stringify(body) };
}

export function readIntent(jws: string): Intent {
  const payload = parseBase64Url(jws.split('.')[1] ?? '') ?? new Uint8Array();
  return JSON.parse(new TextDecoder().decode(payload)) as Intent;
}
