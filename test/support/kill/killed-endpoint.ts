/**
 * The built endpoint as a process group of its own, that is killed whole and without warning and
 * started again over the same folder.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

import { ended, type Ended } from '../endpoint-process.js';
import { ORIGIN } from '../sync-shop.js';
import type { KillShop } from './kill-shop.js';

const CLI = join(import.meta.dirname, '../../../dist/cli.js');
const LONGEST_START_MS = 30_000;
/** A kill is none of the endpoint's doing, nor is what it says while its callers vanish. */
const ERROR = /^(error |punnet: )/;

/** Runs a built command to its end. */
export function runBuilt(...args: readonly string[]): Promise<Ended> {
  return ended(spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }));
}

export class KilledEndpoint {
  readonly shop: KillShop;
  /** Errors that it logged, and ends that nobody made. */
  readonly troubles: string[] = [];
  /** Of the first owner, as it printed it last. */
  ownerCode: string | undefined;
  /** While it listens. */
  url: string | undefined;
  kills = 0;
  #child: ChildProcess | undefined;
  #exit: Promise<unknown> = Promise.resolve();
  #listens: Promise<boolean> = Promise.resolve(false);
  #wanted = false;

  constructor(shop: KillShop) {
    this.shop = shop;
  }

  /** Resolves when it is gone, whoever ended it. */
  get exit(): Promise<unknown> {
    return this.#exit;
  }

  /** Starts it and does not wait. */
  begin(): void {
    const { owner, stock } = this.shop;
    const files = ['--catalog', owner.catalog, '--data', owner.data, '--stock', stock];
    const args = [CLI, 'endpoint', ...files, '--port', '0', '--origin', ORIGIN];
    const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    this.#child = child;
    this.#wanted = false;
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (ERROR.test(line)) this.troubles.push(`the endpoint: ${line}`);
    });
    this.#exit = once(child, 'exit').then(([code, signal]) => {
      this.url = undefined;
      if (!this.#wanted) this.troubles.push(`the endpoint ended by itself: ${code ?? signal}`);
    });
    this.#listens = this.#listen(child);
  }

  /** Resolves when it listens; throws if it ends instead. */
  async start(): Promise<void> {
    this.begin();
    const late = setTimeout(() => this.#signal('SIGKILL'), LONGEST_START_MS);
    const listens = await this.#listens;
    clearTimeout(late);
    if (!listens) throw new Error(`The endpoint did not start. ${this.troubles.slice(-2).join(' ')}`);
  }

  async kill(): Promise<void> {
    this.kills += 1;
    this.#wanted = true;
    this.#signal('SIGKILL');
    await this.#exit;
  }

  /** Lets it finish what it began; resolves with the code that it ends with. */
  async stop(): Promise<number | null> {
    this.askToStop();
    await this.#exit;
    return this.#child?.exitCode ?? null;
  }

  askToStop(): void {
    this.#wanted = true;
    this.#signal('SIGTERM');
  }

  /** Of all of its group; there is none any more if it ended meanwhile. */
  #signal(signal: 'SIGKILL' | 'SIGTERM'): void {
    const { pid, exitCode, signalCode } = this.#child ?? {};
    if (pid !== undefined && exitCode === null && signalCode === null) process.kill(-pid, signal);
  }

  #listen(child: ChildProcess): Promise<boolean> {
    return new Promise((resolve) => {
      void once(child, 'exit').then(() => resolve(false));
      if (!child.stdout) return;
      createInterface({ input: child.stdout }).on('line', (line) => {
        this.ownerCode = /^owner code (\S+)/.exec(line)?.[1] ?? this.ownerCode;
        const url = /^listening (\S+)/.exec(line)?.[1];
        if (url === undefined) return;
        this.url = url;
        resolve(true);
      });
    });
  }
}
