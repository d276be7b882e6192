/**
 * A shop's first day: its folder is made while the endpoint is killed, once or several times in a row. Whatever is half
 * made then, the next start serves, tells the owner's code and takes an order in, which another kill leaves there.
 */
import type { SeededRandom } from '../seeded-random.js';
import { crypto_ } from '../sync-shop.js';
import { readBooks } from './books.js';
import { Customer } from './customer.js';
import { KilledEndpoint } from './killed-endpoint.js';
import { makeKillShop, SHOP_ID } from './kill-shop.js';
import { Line } from './line.js';
import { killAtStart } from './strike.js';

const MOST_KILLS = 3;

/** @returns how often it was killed */
export async function killNewFolder(random: SeededRandom, troubles: string[]): Promise<number> {
  const shop = await makeKillShop();
  const endpoint = new KilledEndpoint(shop);
  const trouble = (words: string) => void troubles.push(`in a new folder: ${words}`);
  const line = new Line(endpoint, {
    sent: () => undefined,
    answering: async () => undefined,
    heard: async () => undefined,
  });
  const silent = { saved: () => undefined, shows: () => undefined };
  const world = { random, crypto: crypto_, trouble, ...silent, wire: () => line };
  try {
    for (let kills = 1 + random.below(MOST_KILLS); kills > 0; kills--) await killAtStart(endpoint, random);
    await endpoint.start();
    const customer = new Customer('the first customer', world);
    await customer.order();
    await endpoint.kill();
    const { orders } = await readBooks(shop.owner.data, SHOP_ID, []);
    const [placed] = await customer.orders();
    if (!placed || placed.state !== 'confirmed') trouble(`the first order is ${placed?.state}`);
    if (placed && orders.get(placed.id)?.order.state !== 'confirmed') trouble('the first order is lost');
    await endpoint.start();
    await customer.order();
    if (customer.waiting > 0) trouble('the second order still waits');
    if (endpoint.ownerCode === undefined) trouble("the owner's code was never told");
  } finally {
    await endpoint.kill();
    troubles.push(...endpoint.troubles);
    await shop.owner.remove();
  }
  return endpoint.kills;
}
