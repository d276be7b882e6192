/**
 * What the shop tells a stall of orders that others serve, as one change of its device's records. Only proofs are
 * believed; where one can't be checked, the mark does not advance and the same is told again.
 */
import * as v from 'valibot';

import type { Change, Crypto, DeviceStore, PublishedKey } from '../ports.js';
import { toOrderCode } from '../order/order-code.js';
import { ProofSchema, type Proof } from '../protocol/proof.js';
import { StallAnswerSchema, type StallOrder } from '../protocol/stall.js';
import type { StallRecord } from './stall-record.js';
import { isNews, startMinutesOf, type StallItem, type StallOrderRecord } from './stall-order.js';

export interface NewsPorts {
  readonly store: DeviceStore;
  readonly crypto: Pick<Crypto, 'verify' | 'digest'>;
}

export interface Listener {
  readonly shop: string;
  readonly now: number;
  readonly nameItem: (line: StallOrder['lines'][number]) => StallItem;
}

interface News extends Pick<Change, 'expect' | 'put'> {
  readonly moved?: boolean;
}

interface Told {
  readonly proof: Proof;
  readonly order: StallOrder;
}

export async function hearNews(
  ports: NewsPorts,
  listener: Listener,
  answer: unknown,
  keys: readonly PublishedKey[],
): Promise<News> {
  const stall = await ports.store.get(['stall']);
  if (!stall) return {};
  if (answer === null) return change(stall, { over: true });
  const parsed = v.safeParse(StallAnswerSchema, answer);
  if (!parsed.success) return {};
  const { orders, cursor } = parsed.output;
  const all = [...keys, ...(stall.keys as readonly PublishedKey[])];
  const read = await Promise.all(orders.map((order) => readTold(ports, listener.shop, order, all)));
  const told = read.flatMap((each) => (each ? [each] : []));
  const { over: _over, ...open } = stall;
  const isWhole = told.length === orders.length;
  const kept = change(open, isWhole ? { cursor } : {});
  const news = await toRecords(ports, listener, told);
  return {
    moved: isWhole && cursor !== stall.cursor,
    expect: [...(kept.expect ?? []), ...news.map(([key, before]) => [key, before?.rev] as const)],
    put: [...(kept.put ?? []), ...news.map(([key, , next]) => [key, next] as const)],
  };
}

function change(stall: StallRecord, changes: Partial<StallRecord>): News {
  const next = { ...stall, ...changes, rev: stall.rev + 1 };
  return { expect: [[['stall'], stall.rev]], put: [[['stall'], next]] };
}

async function readTold(
  { crypto }: NewsPorts,
  shop: string,
  order: StallOrder,
  keys: readonly PublishedKey[],
): Promise<Told | undefined> {
  const verified = await crypto.verify(order.proof, keys);
  const parsed = v.safeParse(ProofSchema, verified.ok ? verified.payload : undefined);
  if (!parsed.success) return undefined;
  const proof = parsed.output;
  return proof.shop === shop && proof.intent === proof.order ? { proof, order } : undefined;
}

type RecordChange = readonly [
  key: readonly ['stall-order', string],
  before: StallOrderRecord | undefined,
  next: StallOrderRecord,
];

async function toRecords(
  ports: NewsPorts,
  listener: Listener,
  told: readonly Told[],
): Promise<RecordChange[]> {
  const newest = new Map<string, Told>();
  for (const each of told)
    if ((newest.get(each.proof.order)?.proof.rev ?? -1) < each.proof.rev) newest.set(each.proof.order, each);
  const list = [...newest.values()];
  const keys = list.map(({ proof }) => ['stall-order', proof.order] as const);
  const found = await ports.store.getMany(keys);
  const records = list.map(async (each, index): Promise<RecordChange[]> => {
    const before = found[index];
    if (!isNews(before, each.proof)) return [];
    const key = ['stall-order', each.proof.order] as const;
    return [[key, before, await toRecord(ports, listener, each, before)]];
  });
  return (await Promise.all(records)).flat();
}

async function toRecord(
  { crypto }: NewsPorts,
  { now, nameItem }: Listener,
  { proof, order }: Told,
  before: StallOrderRecord | undefined,
): Promise<StallOrderRecord> {
  const { state, payment, rev, amount, hash } = proof;
  const { depot, slot } = order.pickup;
  const place = { depot, startMinutes: startMinutesOf(depot, slot) };
  return {
    ...before,
    rev: before ? before.rev + 1 : 0,
    id: proof.order,
    code: before?.code ?? toOrderCode(await crypto.digest(proof.order)),
    hash,
    items: order.lines.map(nameItem),
    told: {
      ...{ state, payment, rev, amount, place },
      ...(order.at === undefined ? {} : { at: order.at }),
      ...(order.returned ? { returned: true as const } : {}),
    },
    seenAt: new Date(now).toISOString(),
  };
}
