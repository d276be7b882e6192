/** A site's page whose style sheet can be exchanged: text of the site's own, a menu, and every kind of element of a shop. */
import type { IncomingMessage, ServerResponse } from 'node:http';

import type { Stand } from './stand.js';

const OWN = '<p class="own">The mill at Corn Street <a class="own" href="#below">and where it is</a></p>';

export const HOST_PAGE = '/host.html';

/** Answers for the page alone; a `Stand` has it as its `answer`. */
export function answerHostPage(
  { url }: IncomingMessage,
  response: ServerResponse,
  { punnetUrl, endpointUrl }: Stand,
): boolean {
  if (url !== HOST_PAGE) return false;
  response.setHeader('content-type', 'text/html; charset=utf-8').end(`<!doctype html><html lang="en"><head>
    <meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Host</title>
    <link rel="icon" href="data:,"><style></style><script type="module" src="${punnetUrl}/punnet.js"></script></head><body>
    <header>Basket: <punnet-cart-count></punnet-cart-count></header>${OWN}
    <div class="around"><nav>Menu</nav><div class="inside">
    <punnet-shop catalog="/catalog.json" endpoint="${endpointUrl}">${OWN}<punnet-status></punnet-status>
      <punnet-catalog></punnet-catalog>
      <punnet-add variant="oats-500" modifiers='{"container":"own-jar"}'><a class="own" href="#below">and where it is</a></punnet-add>
      <punnet-cart drawer></punnet-cart><punnet-cart class="inline"></punnet-cart></punnet-shop></div></div>
    <div id="below" style="height: 1500px">The end</div></body></html>`);
  return true;
}

/** Keeps two products, enough for a card of each width. */
export function keepTwoProducts(catalog: string): string {
  const { products, ...rest } = JSON.parse(catalog) as { products: unknown[] };
  return JSON.stringify({ ...rest, products: products.slice(0, 2) });
}
