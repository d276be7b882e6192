import assert from 'node:assert/strict';
import { once } from 'node:events';
import { readFile, readdir, stat } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';

import type { Command } from '../../src/cli/command.js';
import { endpoint } from '../../src/cli/endpoint.js';
import { keys } from '../../src/cli/keys.js';
import { orders } from '../../src/cli/orders.js';
import { toSignedText } from '../../src/core/protocol/request-signature.js';
import { HONEY } from '../support/catalog-input.js';
import { answerToMistake } from '../support/command-mistake.js';
import {
  everydayCatalog,
  everydayPickup,
  makeOwnersDir,
  punnet,
  startEndpoint,
  stopEndpoint,
  type OwnersDir,
} from '../support/endpoint-process.js';
import { crypto_, Device, ORIGIN, type SyncShop } from '../support/sync-shop.js';

let owner: OwnersDir;
before(async () => {
  owner = await makeOwnersDir();
});
after(() => owner.remove());

const over = (fetch: (request: Request) => Promise<Response>) =>
  ({ endpoint: { fetch } }) as Pick<SyncShop, 'endpoint'>;

describe('punnet', () => {
  it('says what it can do', async () => {
    const { code, out } = await punnet('--help');
    assert.equal(code, 0);
    for (const command of [
      'endpoint',
      'orders',
      'code',
      'keys',
      'audit',
      'shares',
      'train',
      'testimonial',
      'rank',
    ])
      assert.match(out, new RegExp(`^  ${command} `, 'm'));
    assert.match(out, /punnet --version/);
    const { out: more } = await punnet('endpoint', '--help');
    for (const option of ['--catalog', '--data', '--port', '--host', '--base', '--origin', '--stock']) {
      assert.ok(more.includes(option), option);
    }
  });

  for (const option of ['--version', '-v']) {
    it(`says with ${option} which version it is, as the help promises`, async () => {
      const { version } = JSON.parse(await readFile('package.json', 'utf8')) as { version: string };
      const { code, out } = await punnet(option);
      assert.deepEqual([code, out], [0, `${version}\n`]);
    });
  }

  const wrongNames = [
    { args: [], says: /^punnet: name a command: endpoint, orders, code, keys/ },
    { args: ['sell'], says: /^punnet: there is no command "sell"/ },
    { args: ['keys'], says: /^punnet: --data is missing/ },
  ];
  for (const { args, says } of wrongNames) {
    it(`ends with 2 after one line about a mistake, and prints nothing else: ${says.source}`, async () => {
      const { code, out, err } = await punnet(...args);
      assert.deepEqual([code, out], [2, '']);
      assert.match(err, says);
      assert.equal(err.trimEnd().split('\n').length, 1, err);
    });
  }

  const mistakes: readonly { command: Command; args: () => readonly string[]; says: RegExp }[] = [
    {
      command: keys,
      args: () => ['--date', 'x'],
      says: /Unknown option '--date'\. There are: --data, --help$/m,
    },
    { command: orders, args: () => ['--data', owner.dir], says: /no punnet\.db in/ },
    {
      command: endpoint,
      args: () => ['--data', owner.data, '--port', '0'],
      says: /--catalog is missing/,
    },
    { command: endpoint, args: () => endpointArgs({ port: '80a' }), says: /--port 80a is no port/ },
    { command: endpoint, args: () => endpointArgs({ port: '65536' }), says: /--port 65536 is no port/ },
    { command: endpoint, args: () => endpointArgs({ host: 'shop' }), says: /--host shop is no address/ },
    { command: endpoint, args: () => endpointArgs({ base: 'punnet' }), says: /--base punnet is no path/ },
    {
      command: endpoint,
      args: () => endpointArgs({ origin: 'shop.example' }),
      says: /--origin shop\.example is no origin/,
    },
    { command: endpoint, args: () => endpointArgs({ origin: '*' }), says: /--origin \* is no origin/ },
    {
      command: endpoint,
      args: () => endpointArgs({ catalog: '/nowhere.json' }),
      says: /the catalog \/nowhere\.json can't be read: there is no such file/,
    },
    {
      command: endpoint,
      args: () => endpointArgs({ stock: '/nowhere.csv' }),
      says: /the stock \/nowhere\.csv can't be read: there is no such file/,
    },
  ];
  for (const { command, args, says } of mistakes) {
    it(`answers a mistake in one line: ${says.source}`, async () => {
      assert.match(await answerToMistake(command, args()), says);
    });
  }
});

describe('a start of punnet endpoint that fails', () => {
  let taken: Server;
  before(async () => {
    taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
  });
  after(() => taken.close());
  const portTaken = () => (taken.address() as AddressInfo).port;

  const starts: readonly {
    name: string;
    changes: () => Record<string, string> | Promise<Record<string, string>>;
    says: () => RegExp;
  }[] = [
    {
      name: 'on a port that is taken',
      changes: () => ({ port: String(portTaken()) }),
      says: () =>
        new RegExp(`port ${portTaken()} can't be used: another program has it\\. Give --port another`),
    },
    {
      name: 'at an address that is another machine\u2019s',
      changes: () => ({ host: '192.0.2.1' }),
      says: () => /this machine has no such address\. Give --host an address of this machine\.$/m,
    },
    {
      name: 'with a catalog that breaks a rule',
      changes: async () => ({
        catalog: await owner.write('bad.json', JSON.stringify(everydayCatalog({ version: '' }))),
      }),
      says: () => /bad\.json: .*\/version: .* Put that right, then start again\./,
    },
    {
      name: 'with a stock file in which nothing can be read',
      changes: async () => ({ stock: await owner.write('words.csv', 'honey-340|station|3\n') }),
      says: () => /words\.csv: No line of it can be read .* Line 1: .* Put that right, then start again\./,
    },
    {
      name: 'with a stock file that is empty',
      changes: async () => ({ stock: await owner.write('empty.csv', '\n') }),
      says: () =>
        /empty\.csv: It holds no counts, .* leave --stock out\..* Put that right, then start again\./,
    },
    {
      name: 'with a catalog that is no JSON',
      changes: async () => ({ catalog: await owner.write('no.json', '{"shop": ') }),
      says: () => /no\.json: The catalog is not JSON .* Put that right, then start again\./,
    },
  ];
  for (const { name, changes, says } of starts) {
    it(`says in one line what, where and what to do, and leaves nothing behind: ${name}`, async () => {
      const data = join(owner.dir, 'new', 'data');
      const args = endpointArgs({ data, ...(await changes()) });
      assert.match(await answerToMistake(endpoint, args), says());
      await assert.rejects(stat(join(owner.dir, 'new')), { code: 'ENOENT' });
    });
  }

  /** As a process: it has the port by then, and lets go of it by ending. */
  it('says so, and lets go of its port, where the directory can not be made', async () => {
    const { code, out, err } = await punnet(
      'endpoint',
      ...endpointArgs({ data: join(owner.catalog, 'data') }),
    );
    assert.deepEqual([code, out], [2, '']);
    assert.match(
      err,
      /the data directory .*data can't be made: a part of its path is a file\. Give --data a .*\n$/,
    );
  });

  it('leaves an earlier endpoint’s directory as it was', async () => {
    const earlier = await makeOwnersDir();
    await stopEndpoint(await startEndpoint(earlier));
    const before = await readdir(earlier.data);
    const args = ['--catalog', earlier.catalog, '--data', earlier.data, '--port', String(portTaken())];
    await answerToMistake(endpoint, args);
    assert.deepEqual(await readdir(earlier.data), before);
    await earlier.remove();
  });
});

describe('punnet keys', () => {
  it('makes keys in a new directory that only its owner may read, and prints the public halves', async () => {
    const [first, second] = [
      await punnet('keys', '--data', owner.data),
      await punnet('keys', '--data', owner.data),
    ];
    assert.equal(first.out, second.out);
    assert.deepEqual(
      [first.err, second.err],
      [`punnet: made new keys in ${owner.data}, which had none\n`, ''],
    );
    const printed = JSON.parse(first.out) as Record<string, unknown>[];
    assert.deepEqual(
      printed.map(({ use }) => use),
      ['sig', 'enc'],
    );
    assert.ok(printed.every((key) => !('d' in key)));
    assert.equal((await stat(`${owner.data}/keys.json`)).mode & 0o777, 0o600);
  });
});

describe('punnet endpoint and punnet orders', () => {
  it('take an order over the wire and list it, with the price and the code that the shopper has', async () => {
    const stock = await owner.write(
      'stock.csv',
      'variant,depot,quantity\nhoney-340,station,3\n\nhoney-340,moon,4\n',
    );
    const running = await startEndpoint(owner, '--base', '/punnet', '--stock', stock);
    assert.match(running.url, /^http:\/\/localhost:\d+\/punnet$/);
    const device = await Device.create();
    const pickup = everydayPickup();
    const placed = await device.place({ pickup });
    const { results, stock: left } = await device.sync(over(running.fetch), { intents: [placed.jws] });
    assert.equal(results[0]?.state, 'confirmed');
    assert.deepEqual(left, [{ variant: 'honey-340', depot: 'station', left: 1 }]);
    const listed = await punnet('orders', '--data', owner.data, '--json');
    const [order, ...others] = JSON.parse(listed.out) as Record<string, unknown>[];
    assert.deepEqual(others, []);
    const { code, receivedAt, lines, ...rest } = order ?? {};
    assert.match(String(code), /^[2-9B-DF-HJ-NP-TV-Z]{6}$/);
    assert.match(String(receivedAt), /^\d{4}-\d\d-\d\dT.*Z$/);
    assert.deepEqual(lines, [{ variant: 'honey-340', modifiers: {}, quantity: 2, price: 650, total: 1300 }]);
    assert.deepEqual(rest, {
      id: placed.id,
      device: device.key.id,
      state: 'confirmed',
      payment: { way: 'at-pickup', state: 'at_pickup', amount: 1400 },
      deposits: 100,
      total: 1400,
      pickup,
      placedAt: '2026-11-20T08:59:00Z',
    });
    const table = await punnet('orders', '--data', owner.data);
    const when = String.raw`\w{3} \d{1,2} \w{3,4}(?: \d{4})?, \d\d:\d\d`;
    const items = String.raw`2 × Heather honey 340 g; £1\.00 in deposits`;
    const words = String.raw`${when} +${when}–08:00 +Station kiosk +confirmed +£14\.00 +${items}`;
    assert.match(table.out, new RegExp(`^${String(code)} +${words}$`, 'm'));
    const stopped = await stopEndpoint(running);
    assert.equal(stopped.code, 0);
    assert.match(stopped.err, /stock-problem: line 4: the catalog has no depot "moon"/);
  });

  it('read a catalog again when it changes, and refuse other contents under a version that was served', async () => {
    const running = await startEndpoint(owner);
    const read = async () => {
      const response = await fetch(`${running.url}/v1/catalog`, { headers: { origin: ORIGIN } });
      const { version, products } = (await response.json()) as { version: string; products: unknown[] };
      return [version, products.length];
    };
    assert.deepEqual(await read(), ['2026-11-20.1', 5]);
    const refused = new Promise<string>((resolve) => {
      running.child.stderr?.on(
        'data',
        (chunk) => String(chunk).includes('catalog-refused') && resolve(String(chunk)),
      );
    });
    await owner.write('catalog.json', JSON.stringify(everydayCatalog({ products: [HONEY] })));
    assert.match(await refused, /still says version "2026-11-20\.1".*Give it a new version/);
    assert.deepEqual(await read(), ['2026-11-20.1', 5]);
    const changed = new Promise((resolve) => {
      running.child.stderr?.on('data', (chunk) => String(chunk).includes('catalog-changed') && resolve(true));
    });
    await owner.write('catalog.json', JSON.stringify(everydayCatalog({ products: [HONEY], version: '2' })));
    await changed;
    assert.deepEqual(await read(), ['2', 1]);
    await stopEndpoint(running);
  });

  const listened = [
    { name: 'is reached from this machine alone', args: [], url: /^http:\/\/localhost:\d+$/, open: false },
    {
      name: 'is reached from others where its owner says so',
      args: ['--host', '0.0.0.0'],
      url: /^http:\/\/localhost:\d+$/,
      open: true,
    },
    {
      name: 'says at which address it is, where that is one alone',
      args: ['--host', '127.0.0.2'],
      url: /^http:\/\/127\.0\.0\.2:\d+$/,
      open: true,
    },
  ];
  for (const { name, args, url, open } of listened)
    it(`${name}: ${args.join(' ') || 'without --host'}`, async () => {
      const own = await makeOwnersDir();
      const running = await startEndpoint(own, ...args);
      const { port } = new URL(running.url);
      const isReached = (base: string) =>
        fetch(`${base}/v1/catalog`).then(
          ({ ok }) => ok,
          () => false,
        );
      // Another address of this machine, as the one that it has in a network is.
      const reached = [await isReached(running.url), await isReached(`http://127.0.0.2:${port}`)];
      await stopEndpoint(running);
      await own.remove();
      assert.match(running.url, url);
      assert.deepEqual(reached, [true, open]);
    });

  it('share one directory between two endpoints, and sell the last jar once', async () => {
    const shared = await makeOwnersDir();
    const stock = await shared.write('stock.csv', 'honey-340,station,2\n');
    const two = await Promise.all([
      startEndpoint(shared, '--stock', stock),
      startEndpoint(shared, '--stock', stock),
    ]);
    const states = await Promise.all(
      Array.from({ length: 10 }, async (_, index) => {
        const device = await Device.create();
        const { jws } = await device.place({ pickup: everydayPickup() });
        const running = two[index % 2];
        assert.ok(running);
        const { results } = await device.sync(over(running.fetch), { intents: [jws] });
        return results[0]?.state;
      }),
    );
    assert.equal(states.filter((state) => state === 'confirmed').length, 1);
    assert.deepEqual(
      (await Promise.all(two.map(stopEndpoint))).map(({ code }) => code),
      [0, 0],
    );
    await shared.remove();
  });
});

function endpointArgs(changes: Record<string, string> = {}): readonly string[] {
  const options = { catalog: owner.catalog, data: owner.data, port: '0', ...changes };
  return Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
}

describe('punnet code', () => {
  it('makes a code that opens the stall on one device, beside the endpoint that runs', async () => {
    const running = await startEndpoint(owner);
    try {
      const { code, out, err } = await punnet('code', '--data', owner.data);
      assert.deepEqual([code, /stall/.test(err)], [0, true], err);
      const device = await Device.create();
      const body = JSON.stringify({ shop: 'millrace', code: out.trim() });
      const text = toSignedText('POST', '/v1/enrol', 'millrace', await crypto_.hash(body));
      const headers = {
        'content-type': 'application/json',
        'punnet-signature': await crypto_.signRequest(device.key, text),
      };
      const asked = await fetch(`${running.url}/v1/enrol`, { method: 'POST', headers, body });
      assert.deepEqual([asked.status, ((await asked.json()) as { class: string }).class], [200, 'stall']);
    } finally {
      await stopEndpoint(running);
    }
  });

  it('says what is wrong with a class that there is none of', async () => {
    const { code, err } = await punnet('code', '--data', owner.data, '--class', 'boss');
    assert.deepEqual([code, err], [2, 'punnet: --class boss is none: write stall or owner\n']);
  });
});
