/** The built endpoint as a process of its own over a new folder, as a maker would run it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const CLI = join(import.meta.dirname, '../dist/cli.js');

export class EndpointProcess {
  readonly url: string;
  readonly #child: ChildProcess;
  readonly #folder: string;

  private constructor(url: string, child: ChildProcess, folder: string) {
    this.url = url;
    this.#child = child;
    this.#folder = folder;
  }

  static async start(catalog: unknown, origins: readonly string[]): Promise<EndpointProcess> {
    const folder = await mkdtemp(join(tmpdir(), 'punnet-bench-'));
    const file = join(folder, 'catalog.json');
    await writeFile(file, JSON.stringify(catalog));
    const args = [CLI, 'endpoint', '--catalog', file, '--data', join(folder, 'data'), '--port', '0'];
    for (const origin of origins) args.push('--origin', origin);
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const said: string[] = [];
    child.stderr.on('data', (text: Buffer) => said.push(String(text)));
    for await (const line of createInterface({ input: child.stdout })) {
      const [, url] = /^listening (\S+)/.exec(line) ?? [];
      if (url !== undefined) return new EndpointProcess(url, child, folder);
    }
    await rm(folder, { recursive: true, force: true });
    throw new Error(`The endpoint did not start: ${said.join('')}`);
  }

  /** The most memory that it ever held; undefined where the system does not say. */
  async peakBytes(): Promise<number | undefined> {
    const status = await readFile(`/proc/${this.#child.pid}/status`, 'utf8').catch(() => '');
    const [, kib] = /^VmHWM:\s+(\d+) kB/m.exec(status) ?? [];
    return kib === undefined ? undefined : Number(kib) * 1024;
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode === null) {
      const ended = once(this.#child, 'exit');
      this.#child.kill('SIGTERM');
      await ended;
    }
    await rm(this.#folder, { recursive: true, force: true });
  }
}
