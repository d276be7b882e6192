/**
 * How a device becomes a stall's: with a one-time code, over the wire. The code's hash stays, so that the same code
 * opens the screen again in a later session, with no network.
 */
import * as v from 'valibot';

import { createDevice, type SignPorts } from '../order/sign-intent.js';
import { signRequest } from '../outbox/sign-request.js';
import type { Reply, Wire } from '../ports.js';
import { EnrolAnswerSchema, plainCode } from '../protocol/enrol.js';
import type { DeviceClass } from '../protocol/intent.js';
import type { DeviceRecord } from '../records.js';
import { refuse } from '../refuse.js';
import type { Outcome } from '../shop-port.js';
import type { StallRecord } from './stall-record.js';

const PATH = '/v1/enrol';
const ATTEMPTS = 5;

export interface EnrolPorts extends SignPorts {
  readonly wire: Wire | undefined;
}

export async function enrol(
  ports: EnrolPorts,
  shop: string,
  code: string,
  remembered: boolean,
): Promise<Outcome> {
  const hash = await ports.crypto.hash(plainCode(code));
  const kept = await ports.store.get(['stall']);
  if (kept?.code === hash && !kept.over) return keepStall(ports, { remembered });
  if (!ports.wire) return refuse('no-endpoint', 'This shop takes no orders online.');
  const device = await readKey(ports);
  if (!device) return refuse('storage-closed', 'No key could be kept on this device.');
  const asked = await ask(ports, ports.wire, device, { shop, code });
  return asked.ok ? keepStall(ports, { class: asked.class, code: hash, remembered }) : asked;
}

/** Changes what is kept of the stall, over what other tabs have changed since. */
export async function keepStall(
  { store }: Pick<SignPorts, 'store'>,
  given: Partial<StallRecord> | ((kept: StallRecord | undefined) => Partial<StallRecord>),
): Promise<Outcome> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const kept = await store.get(['stall']);
    const changes = typeof given === 'function' ? given(kept) : given;
    const { over, ...before } = kept ?? NO_STALL;
    // Only a code that the endpoint has taken makes it a stall again.
    const ended = over && changes.class === undefined ? { over } : {};
    const next = { ...before, ...ended, ...changes, rev: (kept?.rev ?? -1) + 1 };
    const committed = await store.commit({
      expect: [[['stall'], kept?.rev]],
      put: [[['stall'], next]],
      durability: 'strict',
    });
    if (committed.ok) return { ok: true };
    if (committed.code !== 'conflict') return refuse(`storage-${committed.code}`, 'Nothing was saved.');
  }
  return refuse('busy', 'Other tabs kept changing the stall.');
}

const NO_STALL: StallRecord = {
  rev: 0,
  class: 'shopper',
  remembered: false,
  code: '',
  keys: [],
  keysAt: null,
  cursor: null,
};

/** Made now where there is none: a stall's device has a key of its own. */
async function readKey({ store, crypto }: SignPorts): Promise<DeviceRecord | undefined> {
  const kept = await store.get(['device']);
  if (kept) return kept;
  const made = await createDevice(crypto);
  await store.commit({ expect: [[['device'], undefined]], put: [[['device'], made]], durability: 'strict' });
  return store.get(['device']);
}

async function ask(
  { crypto }: SignPorts,
  wire: Wire,
  device: DeviceRecord,
  body: { readonly shop: string; readonly code: string },
): Promise<Outcome<{ class: DeviceClass }>> {
  const text = JSON.stringify(body);
  const signed = { shop: body.shop, path: PATH, body: text };
  let reply: Reply;
  try {
    reply = await wire.post(PATH, text, await signRequest(crypto, device, signed));
  } catch {
    return refuse('unreachable', 'The endpoint did not answer.');
  }
  return readReply(reply);
}

function readReply({ status, type, text }: Reply): Outcome<{ class: DeviceClass }> {
  const isProblem = type === 'application/problem+json';
  if (isProblem && status === 403)
    return refuse('unknown-code', 'There is no such code, or its time is over.');
  if (isProblem && status === 429) return refuse('too-many', 'Too many ask at once.');
  const parsed = v.safeParse(EnrolAnswerSchema, status === 200 ? parseJson(text) : undefined);
  if (!parsed.success) return refuse('unreachable', 'What answered is not the shop’s endpoint.');
  return parsed.output.class === 'shopper'
    ? refuse('unknown-code', 'The code is none of a stall’s.')
    : { ok: true, class: parsed.output.class };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
