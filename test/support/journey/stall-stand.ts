/**
 * A stand whose stall is at work: an order for today with the shop's receipt, helpers with codes, and the way from a
 * camera's frame to the verdict, timed.
 */
import { join } from 'node:path';

import type { Browser, BrowserContext } from 'puppeteer-core';

import { createCode, plainCode } from '../../../src/core/protocol/enrol.js';
import { hash } from '../../../src/crypto/sha256.js';
import { openDatabase } from '../../../src/endpoint/database.js';
import { createSqlLedger } from '../../../src/endpoint/sql-ledger.js';
import { openDemoStand, orderByScript, TWO_LINES } from './demo-stand.js';
import type { Shopper } from './shopper.js';
import type { Stand } from './stand.js';
import { visit } from './visit.js';

export const STALL = '/pages/stall.html';
const DAY_MS = 86_400_000;
/** On the wall of the shop it is about that, whenever a journey begins: today has times that are still to come. */
const MORNING = 9;

/** The zone in which it is morning. */
function morningZone(now = new Date()): string {
  const ahead = ((MORNING - now.getUTCHours() + 36) % 24) - 12;
  // These are named the other way round.
  return ahead === 0 ? 'Etc/GMT' : `Etc/GMT${ahead > 0 ? '-' : '+'}${Math.abs(ahead)}`;
}

export function openStallStand(): Promise<Stand> {
  const zone = morningZone();
  return openDemoStand((text) => {
    const catalog = JSON.parse(text) as {
      shop: { timezone: string };
      depots: { closed: unknown[]; slots: unknown[] }[];
    };
    catalog.shop.timezone = zone;
    const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
    for (const depot of catalog.depots) {
      depot.closed = [];
      depot.slots = [{ days, from: '06:00', to: '23:00', everyMinutes: 60, capacity: 50, cutoffMinutes: 0 }];
    }
    return JSON.stringify(catalog);
  });
}

/** An order at the station for today, confirmed; its receipt as it is shown. */
export async function orderForToday(
  browser: Browser | BrowserContext,
  stand: Stand,
): Promise<{ readonly id: string; readonly token: string }> {
  const shopper = await visit(browser, stand.pageUrl + TWO_LINES);
  await shopper.ready();
  const [id = ''] = await orderByScript(shopper, 1, 'station');
  const { orders } = await shopper.until(({ orders: [newest] }) => newest?.receipt?.kind === 'confirmed');
  await shopper.page.close();
  const token = orders.find((order) => order.id === id)?.receipt?.token ?? '';
  return { id, token };
}

/** One that is placed in a tunnel, on a device that the endpoint has met before; its own receipt. Nobody has sent it. */
export async function orderInTunnel(
  browser: Browser | BrowserContext,
  stand: Stand,
): Promise<{ readonly id: string; readonly token: string }> {
  const shopper = await visit(browser, stand.pageUrl + TWO_LINES);
  await shopper.ready();
  await orderByScript(shopper, 1, 'station');
  await shopper.until(({ orders: [newest] }) => newest?.receipt?.kind === 'confirmed');
  await shopper.goOffline(true);
  const [id = ''] = await orderByScript(shopper, 1, 'station');
  const { orders } = await shopper.until(({ orders: [newest] }) => newest?.receipt?.kind === 'attested');
  return { id, token: orders.find((order) => order.id === id)?.receipt?.token ?? '' };
}

/** A one-time code, as the owner would have made it. */
export async function createStallCode(stand: Stand): Promise<string> {
  const code = createCode(crypto.getRandomValues(new Uint8Array(10)));
  const database = await openDatabase(join(stand.data, 'punnet.db'));
  const until = new Date(Date.now() + DAY_MS).toISOString();
  const kept = await hash(plainCode(code));
  await createSqlLedger(database, 'millrace').transaction((rows) =>
    rows.addEnrolCode(kept, { class: 'stall', manualReclaim: false }, until),
  );
  await database.destroy();
  return code;
}

/** A helper who has opened the stall, once, while there is a connection. */
export async function openStall(
  browser: Browser | BrowserContext,
  stand: Stand,
  { remember = true } = {},
): Promise<Shopper> {
  const helper = await visit(browser, stand.pageUrl + STALL);
  await helper.ready();
  const code = await createStallCode(stand);
  await helper.find('enrol-button');
  await helper.page.evaluate(
    (text, ticked) => {
      const root = document.querySelector('punnet-verify')?.shadowRoot;
      const [input, box] = root?.querySelectorAll('input') ?? [];
      if (input) input.value = text;
      if (box) box.checked = ticked;
    },
    code,
    remember,
  );
  await helper.press('enrol-button');
  await helper.find('keys-age', 'Keys checked');
  return helper;
}

/**
 * Presses the camera's button, and takes the time from the first frame that the page has of it to the verdict.
 *
 * @returns milliseconds
 */
export async function scanByCamera(helper: Shopper, button = 'camera-button'): Promise<number> {
  await helper.page.evaluate(WATCH);
  await helper.press(button);
  await helper.find('verdict');
  return helper.page.evaluate(FRAME_TO_VERDICT) as Promise<number>;
}

/** A verdict on the very first frame may be there before the browser has told of that frame: then it is not known. */
const FRAME_TO_VERDICT = `Promise.race([window.frameToVerdict, new Promise((resolve) => setTimeout(resolve, 1000, NaN))])`;

const WATCH = `(() => { const root = document.querySelector('punnet-verify').shadowRoot;
  window.frameToVerdict = new Promise((resolve) => {
    let frameAt; let video;
    const look = () => {
      const found = root.querySelector('video');
      if (found && found !== video) {
        video = found;
        found.requestVideoFrameCallback(() => { frameAt ??= performance.now(); });
      }
      if (frameAt !== undefined && root.querySelector('[part~=verdict]')) {
        resolve(performance.now() - frameAt);
        watcher.disconnect();
      }
    };
    const watcher = new MutationObserver(look);
    watcher.observe(root, { childList: true, subtree: true });
    look();
  }); })()`;
