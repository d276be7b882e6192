/**
 * What lies between a device and the endpoint: requests that never arrive, arrive late,
 * twice or in another order, answers that are lost, and others who answer instead.
 */
import type { Reply, Wire } from '../../src/core/ports.js';
import type { LeaseRequest } from '../../src/core/protocol/lease.js';
import type { SyncRequest } from '../../src/core/protocol/sync.js';
import type { SeededRandom } from '../support/seeded-random.js';
import type { Agenda } from './agenda.js';
import type { Phone } from './phone.js';
import { HOUR, MINUTE, SECOND } from './spans.js';

const TIMEOUT = 10 * SECOND;

export interface NetworkOptions {
  readonly agenda: Agenda;
  readonly random: SeededRandom;
  /** From here on everything arrives. */
  readonly calm: boolean;
  /** A device sends that it wants these. */
  readonly asked: (leases: readonly LeaseRequest[]) => void;
  /** And these. */
  readonly sends: (intents: readonly string[]) => void;
  readonly receive: (request: SyncRequest, signature: string | undefined) => Promise<Reply>;
  /** A mutant listens. */
  readonly heard?: ((phone: Phone, reply: Reply) => void) | undefined;
}

export function createWire(phone: Phone, options: NetworkOptions): Wire {
  const { agenda, random, calm, asked, sends, receive, heard } = options;
  const happens = (percent: number) => !calm && random.below(100) < percent;
  const fail = (reject: (error: Error) => void, ms: number) =>
    agenda.in(ms, () => phone.whenAwake(() => reject(NO_ANSWER)));
  const post = (body: string, signature: string | undefined) =>
    new Promise<Reply>((resolve, reject) => {
      const request = JSON.parse(body) as SyncRequest;
      const asks = request.leases.length > 0;
      asked(request.leases);
      sends(request.intents);
      // Pressed while it is on its way; or the phone goes into a pocket.
      if (asks && happens(15)) agenda.in(random.below(600), () => !phone.asleep && phone.press());
      if (asks && happens(2)) agenda.in(5, () => phone.sleep(random.below(90 * MINUTE)));
      if (!phone.online) return fail(reject, 50);
      const hear = (reply: Reply) =>
        phone.whenAwake(() => {
          heard?.(phone, reply);
          resolve(reply);
        });
      if (happens(3)) return agenda.in(200, () => hear(SIGN_IN));
      if (happens(3)) return agenda.in(200, () => hear(BAD_GATEWAY));
      if (happens(8)) return fail(reject, TIMEOUT);
      const late = () => 20 + random.below(happens(10) ? 9_000 : 400);
      const arrive = (answer: (reply: Reply) => void) =>
        agenda.in(late(), () => void receive(request, signature).then(answer));
      arrive((reply) => {
        if (happens(8) || !phone.online) fail(reject, TIMEOUT);
        else agenda.in(late(), () => hear(reply));
      });
      // The browser sends it once more by itself; or it is under way for an hour.
      if (happens(6)) arrive(() => undefined);
      if (happens(1)) agenda.in(random.below(HOUR), () => arrive(() => undefined));
    });
  return { get: async () => KEYS, post: (_path, body, signature) => post(body, signature) };
}

/** One for all: to note where it came from costs more than all the rest. */
const NO_ANSWER = new TypeError('no answer');
const KEYS: Reply = {
  status: 200,
  type: 'application/json',
  text: JSON.stringify({ keys: [{ kty: 'EC', kid: 'endpoint', use: 'sig' }] }),
};
const SIGN_IN: Reply = { status: 200, type: 'text/html', text: '<h1>Sign in</h1>' };
const BAD_GATEWAY: Reply = { status: 502, type: 'text/html', text: '<h1>Bad gateway</h1>' };
