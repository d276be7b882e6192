/** `POST /v1/enrol`: a one-time code makes a device a stall's or the owner's. */
import * as v from 'valibot';

import {
  createCode,
  CODE_LENGTH,
  EnrolRequestSchema,
  plainCode,
  type EnrolAnswer,
} from '../core/protocol/enrol.js';
import type { LedgerStore } from '../core/intake/ledger.js';
import { hash } from '../crypto/sha256.js';
import { nodeEs256 } from './node-es256.js';
import type { JsonBody } from './read-body.js';
import { readSigner, toShapeFault } from './read-sync.js';
import { refuse, type Outcome } from './refusal.js';
import type { SyncPorts } from './sync-handler.js';

export interface EnrolToRead {
  readonly body: JsonBody;
  readonly signature: string | null;
  /** After the endpoint's base, query included. */
  readonly path: string;
}

const FIRST_CODE_LASTS_MS = 7 * 24 * 60 * 60 * 1000;

export async function handleEnrol(ports: SyncPorts, asked: EnrolToRead): Promise<Outcome<EnrolAnswer>> {
  const { catalogs, ledger, callers, now } = ports;
  const parsed = v.safeParse(EnrolRequestSchema, asked.body.json, { abortEarly: true });
  if (!parsed.success) return refuse('malformed-body', toShapeFault(parsed.issues[0]));
  const { shop, code } = parsed.output;
  if (shop !== catalogs.served.catalog.shop.id) return refuse('unknown-shop');
  const signer = await readSigner({ ...asked, shop });
  if (!signer.ok) return signer;
  // Whoever guesses waits with all strangers.
  const wait = await callers.take(undefined, now(), 1);
  if (wait > 0) return refuse('too-many-requests', { headers: { 'retry-after': String(wait) } });
  const { device } = signer.value;
  const used = await hash(plainCode(code), nodeEs256);
  const rights = await ledger.transaction(async (rows) => {
    const found = await rows.enrolCode(used);
    const before = await rows.rights(device);
    // Who has used it asks with it again where the answer was lost, and to open a stall that nobody had to remember.
    if (found?.device === device) return before.class === 'shopper' ? undefined : before;
    if (!found || found.device !== undefined || found.until <= new Date(now()).toISOString())
      return undefined;
    // An owner who types a stall's code stays the owner, and the code is the stall's still.
    if (before.class === 'owner') return before;
    if (!(await rows.takeEnrolCode(used, device))) return undefined;
    await rows.setRights(device, found.rights);
    return found.rights;
  });
  return rights ? { ok: true, value: { device, class: rights.class } } : refuse('unknown-code');
}

/** A code for the first owner, if there is none yet; it lasts a week. */
export async function createOwnerCode(ledger: LedgerStore, now: number): Promise<string | undefined> {
  const code = createCode(crypto.getRandomValues(new Uint8Array(CODE_LENGTH)));
  const kept = await hash(plainCode(code), nodeEs256);
  const until = new Date(now + FIRST_CODE_LASTS_MS).toISOString();
  return ledger.transaction(async (rows) => {
    if (await rows.hasOwner()) return undefined;
    // What earlier starts have printed may lie in some log.
    await rows.forgetEnrolCodes('owner');
    await rows.addEnrolCode(kept, { class: 'owner', manualReclaim: false }, until);
    return code;
  });
}
