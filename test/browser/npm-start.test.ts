/** `npm start` as an owner or a container runs it: it starts beside others, and leaves nothing running. */
import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createInterface } from 'node:readline';
import { after, describe, it } from 'node:test';

describe('npm start', () => {
  const started: ChildProcess[] = [];
  /** Whatever a test that failed has left. */
  after(() => started.forEach(killGroup));

  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    it(`moves on from a port that is taken, says so, and ends all of it where npm alone gets ${signal}`, async () => {
      const other = await takePort();
      const { port } = other.address() as AddressInfo;
      const npm = spawn('npm', ['start'], {
        detached: true,
        env: { ...process.env, PUNNET_DEMO_PORT: String(port) },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      started.push(npm);
      const said = await untilReady(npm);
      assert.match(said, new RegExp(`Port ${port} is taken: the shop is on \\d+ instead`));
      const urls = said.match(/http:\/\/localhost:\d+\/\S*/g) ?? [];
      assert.ok(urls.length >= 4, said);
      assert.equal((await fetch(urls[1] ?? '')).status, 200);
      await assertOneVersion(said);
      // Closed once nobody holds its output any more: npm, its shell, the demo and the endpoint.
      const closed = once(npm, 'close');
      npm.kill(signal);
      await closed;
      for (const url of urls) await assert.rejects(fetch(url), TypeError);
      other.close();
    });
  }
});

/**
 * Of the shop's catalog, in each of its languages: else a page takes the endpoint's, which is in one. What customers say comes
 * into it once the endpoint has keys.
 */
async function assertOneVersion(said: string): Promise<void> {
  const [, site = ''] = /demo shop +(\S+)/.exec(said) ?? [];
  const [, endpoint = ''] = /The endpoint +(\S+)/.exec(said) ?? [];
  const versionOf = async (url: string) => ((await (await fetch(url)).json()) as { version: string }).version;
  let served = await versionOf(`${endpoint}/v1/catalog`);
  for (let looked = 0; looked < 100 && !served.includes('.words-'); looked++) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    served = await versionOf(`${endpoint}/v1/catalog`);
  }
  assert.match(served, /\.words-/);
  for (const name of ['catalog.json', 'catalog.de.json'])
    assert.equal(await versionOf(`${site}${name}`), served, name);
}

/** Below those that systems give away, so that there are free ones after it. */
async function takePort(): Promise<Server> {
  for (let port = 21_000; ; port++) {
    const server = createServer().listen(port, '127.0.0.1');
    const free = await once(server, 'listening').then(
      () => true,
      () => false,
    );
    if (free) return server;
  }
}

async function untilReady(npm: ChildProcess): Promise<string> {
  const said: string[] = [];
  npm.stderr?.on('data', (chunk) => said.push(String(chunk)));
  const { stdout } = npm;
  assert.ok(stdout);
  const lines = createInterface({ input: stdout });
  await new Promise<void>((resolve, reject) => {
    lines.on('line', (line) => {
      said.push(line);
      if (line.startsWith('Ctrl+C')) resolve();
    });
    lines.once('close', () => reject(new Error(`it ended:\n${said.join('\n')}`)));
  });
  return said.join('\n');
}

function killGroup({ pid, exitCode }: ChildProcess): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch (error) {
    assert.equal((error as NodeJS.ErrnoException).code, 'ESRCH', `${exitCode}`);
  }
}
