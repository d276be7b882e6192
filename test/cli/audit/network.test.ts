/** What the browser of an audit can reach, and when. */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, request, type Server } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';

import { Network } from '../../../src/cli/audit/network.js';

/** A connection to the proxy on which bytes are sent; `said` is the first answer, empty where it is ended. */
function open(network: Network, bytes: string) {
  const socket = connect(Number(new URL(network.proxy).port), '127.0.0.1', () => socket.write(bytes));
  let text = '';
  socket.on('error', () => socket.destroy());
  const said = new Promise<string>((resolve) => {
    socket.on('data', (chunk) => resolve((text += String(chunk))));
    socket.on('close', () => resolve(text));
  });
  return { said, socket, heard: () => text };
}
const ask = (network: Network, bytes: string) => open(network, bytes).said;

describe('the network of an audit', () => {
  let site: Server;
  let url: string;
  let asked = 0;
  before(async () => {
    site = createServer((_, response) => {
      asked += 1;
      response.end('bread');
    }).listen(0, '127.0.0.1');
    await once(site, 'listening');
    url = `http://127.0.0.1:${(site.address() as AddressInfo).port}/`;
  });
  after(() => site.close());
  const get = () => `GET ${url} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n`;

  it('passes on what is asked, and drops all of it once it is cut', async () => {
    const network = await Network.open();
    assert.match(await ask(network, get()), /bread/);
    network.turn('cut');
    assert.equal(await ask(network, get()), '');
    await network.close();
  });

  it('answers nothing in a tunnel, and ends nothing', async () => {
    const network = await Network.open();
    const tunnel = open(network, `CONNECT ${new URL(url).host} HTTP/1.1\r\n\r\n`);
    const opened = await tunnel.said;
    assert.match(opened, /200 Connection established/);
    network.turn('silent');
    const before = asked;
    const silent = open(network, get());
    tunnel.socket.write(get());
    // What goes past the proxy meanwhile has had time for more than its way through.
    for (let turn = 0; turn < 20; turn++) await fetchPast(url);
    assert.equal(asked, before + 20);
    assert.deepEqual([silent.heard(), tunnel.heard()], ['', opened]);
    assert.ok(!silent.socket.closed && !tunnel.socket.closed);
    await network.close();
    await Promise.all([silent.said, once(tunnel.socket, 'close')]);
  });

  it('reaches this machine alone once it is told to stay here', async () => {
    const network = await Network.open();
    network.stayHere();
    assert.match(await ask(network, get()), /bread/);
    assert.equal(network.refused, 0);
    assert.equal(await ask(network, get().replace(url, 'http://shop.example/')), '');
    assert.equal(await ask(network, 'CONNECT shop.example:443 HTTP/1.1\r\n\r\n'), '');
    assert.equal(network.refused, 2);
    await network.close();
  });
});

/** Not by the proxy. */
async function fetchPast(url: string): Promise<void> {
  await new Promise((resolve) => request(url, (got) => got.resume().on('end', resolve)).end());
}
