/**
 * Many orders in the outbox without pressing *order* as often: copies of one that
 * was placed, each with an id, a number, a secret and a signature of its own.
 */
import type { ChoosePorts } from '../../src/core/order/choose.js';
import { toJournalText } from '../../src/core/order/journal-entry.js';
import type { OrderRecord } from '../../src/core/order/order.js';
import { toOrderCode } from '../../src/core/order/order-code.js';
import { createIntentId, readDevice, signIntent, withNextSeq } from '../../src/core/order/sign-intent.js';
import { parseBase64Url, toBase64Url } from '../../src/core/protocol/base64url.js';
import type { IntentOf } from '../../src/core/protocol/intent.js';
import type { DeviceRecord, OutboxRecord } from '../../src/core/records.js';

const AT_ONCE = 250;

export async function fillOutbox(ports: ChoosePorts, model: string, count: number): Promise<void> {
  const [first, order] = await Promise.all([
    ports.store.get(['intent', model]),
    ports.store.get(['order', model]),
  ]);
  if (!first || !order) throw new Error('There is no order to copy.');
  const signed = JSON.parse(new TextDecoder().decode(parseBase64Url(first.jws.split('.')[1] ?? '')));
  for (let done = 0; done < count; done += AT_ONCE) {
    await fillSome(ports, signed, order, Math.min(AT_ONCE, count - done), first.sealed);
  }
}

async function fillSome(
  ports: ChoosePorts,
  signed: IntentOf<'order.place'>,
  model: OrderRecord,
  count: number,
  sealed: OutboxRecord['sealed'],
): Promise<void> {
  const kept = await readDevice(ports);
  let device: DeviceRecord = kept.device;
  const made: { intent: OutboxRecord; order: OrderRecord }[] = [];
  for (let one = 0; one < count; one++) {
    const { intent, order } = await copy(ports, device, signed, model);
    made.push({ intent: { ...intent, ...(sealed ? { sealed } : {}) }, order });
    device = withNextSeq(device);
  }
  const committed = await ports.store.commit({
    expect: [[['device'], kept.rev]],
    put: [
      ...made.map(({ intent }) => [['intent', intent.id], intent] as const),
      ...made.map(({ order }) => [['order', order.id], order] as const),
      [['device'], device],
    ],
    durability: 'relaxed',
  });
  if (!committed.ok) throw new Error(committed.code);
  await Promise.all(
    made.map(({ intent, order }) => ports.journal.write(intent.id, toJournalText(intent, order))),
  );
}

async function copy(
  ports: ChoosePorts,
  device: DeviceRecord,
  { shop, mode, body }: IntentOf<'order.place'>,
  model: OrderRecord,
) {
  const id = createIntentId(ports);
  const secret = ports.crypto.random(32);
  const claim = toBase64Url(await ports.crypto.digest(secret));
  const head = { id, shop, mode, type: 'order.place' as const, body: { ...body, claim } };
  const intent = await signIntent<'order.place'>(ports, device, head, id);
  const code = toOrderCode(await ports.crypto.digest(id));
  return { intent, order: { ...model, id, code, secret: toBase64Url(secret) } };
}
