/** Reads what an endpoint has kept, and checks it by Node's own crypto and sums of its own. */
import { createPublicKey, verify } from 'node:crypto';
import { join } from 'node:path';

import { openDatabase } from '../../../src/endpoint/database.js';
import { amountOf, hash, SHOP } from './fuzz-device.js';

export interface Verdict {
  /** One line for each that should not be there, or not like that. */
  readonly wrong: readonly string[];
  /** Ids of those that were answered as taken in and are not there. */
  readonly lost: readonly string[];
}

export async function checkKept(
  data: string,
  taken: ReadonlyMap<string, { readonly amount: number; readonly jws: string }>,
): Promise<Verdict> {
  const database = await openDatabase(join(data, 'punnet.db'));
  const intents = await database.selectFrom('intents').select(['shop', 'id', 'hash', 'jws']).execute();
  const orders = await database.selectFrom('orders').select(['id', 'state', 'amount']).execute();
  await database.destroy();
  const jwsOf = new Map(intents.map(({ id, jws }) => [id, jws]));
  const wrong = intents.flatMap((row) => {
    const fault = faultOfIntent(row);
    return fault ? [`${row.id} is kept: ${fault}`] : [];
  });
  const confirmed = orders.filter(({ state }) => state === 'confirmed');
  for (const { id, amount } of confirmed) {
    const jws = jwsOf.get(id) ?? '';
    const due = jws === '' ? undefined : amountOf(payloadOf(jws));
    if (due !== Number(amount)) wrong.push(`${id} is confirmed at ${amount}, and costs ${due}`);
  }
  const there = new Set(confirmed.map(({ id }) => id));
  const lost = [...taken].filter(([id, { jws }]) => !there.has(id) || jwsOf.get(id) !== jws);
  return { wrong, lost: lost.map(([id]) => id) };
}

interface Kept {
  readonly shop: string;
  readonly id: string;
  readonly hash: string;
  readonly jws: string;
}

function faultOfIntent({ shop, id, hash: kept, jws }: Kept): string | undefined {
  const [header = '', payload = '', signature = ''] = jws.split('.');
  const { alg, jwk } = JSON.parse(Buffer.from(header, 'base64url').toString()) as {
    alg: string;
    jwk: object;
  };
  const key = createPublicKey({ key: jwk as never, format: 'jwk' });
  const bytes = Buffer.from(signature, 'base64url');
  const options = { key, dsaEncoding: 'ieee-p1363' } as const;
  const said = payloadOf(jws) as { id: string; shop: string };
  if (alg !== 'ES256' || !verify('sha256', Buffer.from(`${header}.${payload}`), options, bytes))
    return 'its signature does not hold';
  if (kept !== hash(jws)) return 'its hash is not of its bytes';
  return said.id === id && said.shop === SHOP && shop === SHOP ? undefined : 'it says something else';
}

function payloadOf(jws: string): unknown {
  return JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString());
}
