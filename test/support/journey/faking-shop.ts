/**
 * A shop in one page that looks well and is not: it thanks for orders that it does not
 * keep, adds without a network but not in a tunnel, asks by the browser's own dialogs,
 * waits for answers that never come, and sends what is ordered to another machine.
 */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const PAGE = `<!doctype html><html lang="en"><meta name="viewport" content="width=device-width"><title>Fakes</title>
<link rel="icon" href="data:,">
<h1>Oats</h1><button id="add">Add to basket</button> <button id="basket">Basket</button><p id="toast"></p>
<div id="rest"></div>
<script>
  const show = (id, html) => (document.getElementById(id).innerHTML = html);
  const press = (id, act) => (document.getElementById(id).onclick = act);
  fetch('/never').catch(() => {});
  fetch('/broken');
  press('add', async () => {
    await fetch('/add').catch(() => {});
    show('toast', '<b>Added</b>');
  });
  press('basket', () => {
    show('rest', '<button id="checkout">Checkout</button>');
    press('checkout', () => {
      show('rest', '<p><label>Name <input name="name" required></label></p><button id="order">Place order</button>');
      press('order', () => {
        if (!confirm('Order for ' + document.querySelector('input').value + '?')) return;
        fetch('http://orders.example/', { method: 'POST', mode: 'no-cors', body: '1' }).catch(() => {});
        show('rest', '<p>Thank you</p>');
      });
    });
  });
</script>`;

export interface FakingShop {
  readonly url: string;
  close(): Promise<void>;
}

export async function openFakingShop(): Promise<FakingShop> {
  const server = createServer((request, response) => answer(request, response)).listen(0, 'localhost');
  await once(server, 'listening');
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

function answer({ url }: IncomingMessage, response: ServerResponse): void {
  if (url === '/never') return;
  if (url === '/broken') return void response.writeHead(500).end();
  response.writeHead(200, { 'content-type': 'text/html' }).end(url === '/' ? PAGE : '');
}
