import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, it } from 'node:test';

import { Gate } from '../../src/endpoint/gate.js';
import { serve } from '../../src/endpoint/serve.js';
import { Device, openSyncShop } from '../support/sync-shop.js';

const log = () => undefined;

/** What comes back for bytes as they are, until the other side closes. */
function exchange(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('close', () => resolve(answer));
    socket.on('error', (error) => (answer === '' ? reject(error) : resolve(answer)));
  });
}

describe('an endpoint on a port', () => {
  it('hangs up on whoever sends more than is allowed', async () => {
    const shop = await openSyncShop();
    const serving = await serve(shop.endpoint.fetch, { port: 0, log });
    const head =
      'POST /punnet/v1/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n';
    const chunk = `10000\r\n${' '.repeat(65_536)}\r\n`;
    const answer = await exchange(serving.port, head + chunk.repeat(6));
    assert.match(answer, /^HTTP\/1\.1 413 /);
    assert.match(answer, /connection: close/i);
    await serving.stop();
    await shop.close();
  });

  const lines = [
    { what: 'a request line that is no address', text: 'GET http://[ HTTP/1.1\r\nHost: x\r\n', status: 400 },
    { what: 'an address that is not below it', text: 'OPTIONS * HTTP/1.1\r\nHost: x\r\n', status: 400 },
    { what: 'what is not HTTP', text: 'hello\r\n', status: 400 },
    { what: 'a request that names no host', text: 'GET / HTTP/1.1\r\n', status: 400 },
    { what: 'a method that no page can use', text: 'TRACE / HTTP/1.1\r\nHost: x\r\n', status: 405 },
    { what: 'to be a tunnel', text: 'CONNECT x:443 HTTP/1.1\r\nHost: x\r\n', status: 405 },
    { what: 'headers without end', text: `GET / HTTP/1.1\r\nX: ${'x'.repeat(20_000)}\r\n`, status: 431 },
  ];
  for (const { what, text, status } of lines) {
    it(`refuses ${what} with a problem document`, async () => {
      const serving = await serve(async () => new Response('x'), { port: 0, log });
      const answer = await exchange(serving.port, `${text}Connection: close\r\n\r\n`);
      await serving.stop();
      const [head = '', body = ''] = answer.split('\r\n\r\n');
      assert.match(head, new RegExp(`^HTTP/1\\.1 ${status} `));
      assert.match(head, /content-type: application\/problem\+json/i);
      assert.equal((JSON.parse(body) as { status: number }).status, status);
    });
  }

  it('counts as one address whatever begins with the same 64 bits', async () => {
    const seen: (string | undefined)[] = [];
    const serving = await serve(
      async (_request, { address }) => {
        seen.push(address);
        return new Response('x');
      },
      { port: 0, log, trustsProxy: true },
    );
    const forwarded = [
      '2001:db8::7',
      '2001:0db8:0:0:ab::9',
      '2001:db8:1::7',
      '203.0.113.9',
      '::ffff:203.0.113.9',
    ];
    for (const address of forwarded) {
      const head = `GET / HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: ${address}\r\nConnection: close\r\n\r\n`;
      await exchange(serving.port, head);
    }
    await serving.stop();
    const [first, second, third, ...plain] = seen;
    assert.deepEqual([first, second, third], ['2001:db8:0:0::/64', '2001:db8:0:0::/64', '2001:db8:1:0::/64']);
    assert.deepEqual(plain, ['203.0.113.9', '::ffff:203.0.113.9']);
  });

  it('answers whatever it is expected to do, as the request is otherwise', async () => {
    const serving = await serve(async () => new Response('well'), { port: 0, log });
    const text = 'GET / HTTP/1.1\r\nHost: x\r\nExpect: a miracle\r\nConnection: close\r\n\r\n';
    assert.match(await exchange(serving.port, text), /^HTTP\/1\.1 200 OK[^]*well$/);
    await serving.stop();
  });

  it('outlives a body that comes although it was refused', async () => {
    const shop = await openSyncShop();
    const serving = await serve(shop.endpoint.fetch, { port: 0, log });
    const head =
      'POST /punnet/v1/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 900000\r\n\r\n';
    const answer = await exchange(serving.port, head + ' '.repeat(900_000));
    assert.match(answer, /^HTTP\/1\.1 413 /);
    const well = await fetch(`http://127.0.0.1:${serving.port}/punnet/healthz`);
    assert.equal(well.status, 200);
    await serving.stop();
    await shop.close();
  });

  it('lets go of whoever reads nothing of a long answer', async () => {
    const whole = new Uint8Array(64 * 1024 * 1024);
    const serving = await serve(async () => new Response(whole), { port: 0, log, stalledMs: 100 });
    const socket = connect(serving.port, '127.0.0.1', () =>
      socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n'),
    );
    let came = 0;
    await new Promise<void>((resolve) => {
      socket.on('data', ({ length }) => {
        if (came === 0) socket.pause();
        came += length;
        resolve();
      });
    });
    // Whoever came later and says nothing has been let go of as well by now.
    for (let later = 0; later < 2; later++) await exchange(serving.port, '');
    const closed = once(socket, 'close');
    socket.on('error', () => undefined).resume();
    await closed;
    assert.ok(came < whole.length, `all ${came} bytes were still sent`);
    await serving.stop();
  });

  it('answers what was begun before it stops, and nothing after', async () => {
    const shop = await openSyncShop();
    const device = await Device.create();
    let enter = () => {};
    let leave = () => {};
    const entered = new Promise<void>((resolve) => (enter = resolve));
    const left = new Promise<void>((resolve) => (leave = resolve));
    const slow = async (request: Request) => {
      enter();
      await left;
      return shop.endpoint.fetch(request);
    };
    const serving = await serve(slow, { port: 0, log });
    const request = await device.request({ intents: [(await device.place()).jws] });
    const address = `http://127.0.0.1:${serving.port}`;
    const init = { method: 'POST', headers: request.headers, body: await request.text() };
    const begun = fetch(`${address}/punnet/v1/sync`, init);
    await entered;
    const stopped = serving.stop();
    await assert.rejects(fetch(`${address}/punnet/healthz`));
    leave();
    const response = await begun;
    assert.deepEqual([response.status, response.headers.get('connection')], [200, 'close']);
    await stopped;
    await shop.close();
  });
});

describe('more syncs than can be worked on', () => {
  it('wait, up to a number, and are let in as they came', async () => {
    const gate = new Gate(1, 2);
    const order: number[] = [];
    const works: (() => void)[] = [];
    const enter = (index: number) =>
      gate.run(async () => {
        order.push(index);
        await new Promise<void>((resolve) => works.push(resolve));
        return index;
      });
    const all = [0, 1, 2, 3].map(enter);
    assert.equal(await all[3], undefined);
    for (const index of [0, 1, 2]) {
      works.shift()?.();
      assert.equal(await all[index], index);
    }
    assert.deepEqual(order, [0, 1, 2]);
    await gate.empty();
  });

  it('are told to come again', async () => {
    const shop = await openSyncShop({}, { limits: { bodiesAtOnce: 1, syncsWaiting: 0 } });
    const device = await Device.create();
    const requests = await Promise.all([1, 2].map(() => device.request({ cursor: '' })));
    const responses = await Promise.all(requests.map((request) => shop.endpoint.fetch(request)));
    assert.deepEqual(
      responses.map(({ status }) => status),
      [200, 503],
    );
    assert.equal(responses[1]?.headers.get('retry-after'), '2');
    await shop.close();
  });
});

describe('bodies that do not come', () => {
  const slowBody = () => {
    let end: () => void = () => undefined;
    const body = new ReadableStream({ start: (controller) => void (end = () => controller.close()) });
    const headers = { 'content-type': 'application/json' };
    const init = { method: 'POST', headers, body, duplex: 'half' } as const;
    return { request: new Request('http://endpoint/punnet/v1/sync', init), end };
  };

  it('keep nobody else from being answered', async () => {
    const shop = await openSyncShop({}, { limits: { syncsAtOnce: 1 } });
    const slow = [slowBody(), slowBody()];
    const stalled = slow.map(({ request }) => shop.endpoint.fetch(request));
    const device = await Device.create();
    const response = await shop.endpoint.fetch(await device.request({ cursor: '' }));
    assert.equal(response.status, 200);
    for (const { end } of slow) end();
    const statuses = (await Promise.all(stalled)).map(({ status }) => status);
    assert.deepEqual(statuses, [400, 400]);
    await shop.close();
  });

  it('give their places to those who wait', async () => {
    const limits = { bodiesAtOnce: 2, bodyMs: 60_000, crowdedBodyMs: 20 };
    const shop = await openSyncShop({}, { limits });
    const slow = [slowBody(), slowBody()];
    const stalled = slow.map(({ request }) => shop.endpoint.fetch(request));
    const device = await Device.create();
    const response = await shop.endpoint.fetch(await device.request({ cursor: '' }));
    assert.equal(response.status, 200);
    assert.equal((await Promise.race(stalled)).status, 408);
    for (const { end } of slow) end();
    await Promise.all(stalled);
    await shop.close();
  });

  it('are waited for no longer than is allowed', async () => {
    const shop = await openSyncShop({}, { limits: { bodyMs: 5 } });
    const response = await shop.endpoint.fetch(slowBody().request);
    assert.equal(response.status, 408);
    assert.equal(((await response.json()) as { type: string }).type, 'urn:punnet:problem:request-timeout');
    await shop.close();
  });

  it('break off without being called a failure of the endpoint', async () => {
    const told: string[] = [];
    const shop = await openSyncShop({}, { log: ({ event }) => void told.push(event) });
    let asked: (response: Promise<Response>) => void = () => undefined;
    const answering = new Promise<Response>((resolve) => (asked = resolve));
    let gone = () => {};
    const answer = (request: Request) => {
      const response = shop.endpoint.fetch(request);
      asked(response);
      gone();
      return response;
    };
    const serving = await serve(answer, { port: 0, log });
    const socket = connect(serving.port, '127.0.0.1');
    gone = () => void socket.destroy();
    socket.write(
      'POST /punnet/v1/sync HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    );
    assert.equal((await answering).status, 400);
    assert.deepEqual(told, []);
    await serving.stop();
    await shop.close();
  });
});
