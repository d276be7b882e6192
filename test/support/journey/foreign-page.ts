/**
 * The demo's food for a page in Hebrew, at prices in another money: `/hebrew-KWD.html`. What Punnet says is English
 * there, read in the page's direction.
 */
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';

import type { Stand } from './stand.js';

const CATALOG = join(import.meta.dirname, '../../../demo/catalog.json');
/** What a pound's hundredth is there, so that prices are as long as they get. */
const DEAR = 100;

export const foreignPage = (currency: string) => `/hebrew-${currency}.html`;

/** @returns whether this is one of its addresses */
export function answerForeignPage(request: IncomingMessage, response: ServerResponse, stand: Stand): boolean {
  const [, what, currency] = /^\/(hebrew|foreign-catalog)-([A-Z]{3})\./.exec(request.url ?? '') ?? [];
  if (!what || !currency) return false;
  if (what === 'hebrew') response.setHeader('Content-Type', 'text/html').end(toPage(currency, stand));
  else void sendCatalog(currency, response);
  return true;
}

async function sendCatalog(currency: string, response: ServerResponse): Promise<void> {
  const catalog = JSON.parse(await readFile(CATALOG, 'utf8')) as { shop: { currency: string } };
  catalog.shop.currency = currency;
  const text = JSON.stringify(catalog, (key, value: unknown) =>
    typeof value === 'number' && /^(price|deposit|perOrderOffline|perDeviceOffline)$/.test(key)
      ? value * DEAR
      : value,
  );
  response.setHeader('Content-Type', 'application/json').end(text);
}

function toPage(currency: string, { punnetUrl, endpointUrl }: Stand): string {
  return `<!doctype html>
<html lang="he" dir="rtl">
  <meta charset="utf-8" />
  <meta name="viewport" content="width=device-width, initial-scale=1" />
  <title>מימין לשמאל</title>
  <link rel="icon" href="data:," />
  <link rel="stylesheet" href="${punnetUrl}/punnet.css" />
  <script type="module" src="${punnetUrl}/punnet.js"></script>
  <h1>מימין לשמאל</h1>
  <punnet-shop catalog="/foreign-catalog-${currency}.json" endpoint="${endpointUrl}">
    <punnet-product product="oats"></punnet-product>
    <punnet-cart></punnet-cart>
  </punnet-shop>
</html>`;
}
