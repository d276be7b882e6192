/** Runs the built `punnet` command as its own process, as an owner does. */
import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { PlaceBody } from '../../src/core/protocol/intent.js';
import { catalogInput } from './catalog-input.js';
import { ORIGIN } from './sync-shop.js';

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

const CLI = join(import.meta.dirname, '../../dist/cli.js');

/** @throws where nothing is built */
export function startPunnet(...args: readonly string[]): ChildProcess {
  if (!existsSync(CLI)) throw new Error('dist/cli.js is not there; `npm run build` makes it');
  return spawn(process.execPath, [CLI, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

/** Runs a command that ends by itself. */
export async function punnet(...args: readonly string[]): Promise<Ended> {
  return ended(startPunnet(...args));
}

export async function ended(child: ChildProcess): Promise<Ended> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk) => (out += String(chunk)));
  child.stderr?.on('data', (chunk) => (err += String(chunk)));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, out, err };
}

export interface OwnersDir {
  readonly dir: string;
  readonly data: string;
  readonly catalog: string;
  write(name: string, text: string): Promise<string>;
  remove(): Promise<void>;
}

/** A directory with a catalog whose depot is open every day, so that real clocks do. */
export async function makeOwnersDir(changes: Record<string, unknown> = {}): Promise<OwnersDir> {
  const dir = await mkdtemp(join(tmpdir(), 'punnet-'));
  const write = async (name: string, text: string) => {
    await writeFile(join(dir, name), text);
    return join(dir, name);
  };
  const catalog = await write('catalog.json', JSON.stringify(everydayCatalog(changes)));
  return { dir, data: join(dir, 'data'), catalog, write, remove: () => rm(dir, { recursive: true }) };
}

export function everydayCatalog(changes: Record<string, unknown> = {}): Record<string, unknown> {
  const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
  const depot = { id: 'station', title: 'Station kiosk', slots: [{ days, from: '07:00', to: '08:00' }] };
  return catalogInput({ depots: [depot], ...changes });
}

/** The day after tomorrow, whatever day it is; London is never more than an hour from UTC. */
export function everydayPickup(): PlaceBody['pickup'] {
  const date = new Date(Date.now() + 2 * 86_400_000).toISOString().slice(0, 10);
  const zone = new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', timeZoneName: 'longOffset' });
  const name = zone.formatToParts(new Date(`${date}T07:00:00Z`)).find(({ type }) => type === 'timeZoneName');
  const offset = name?.value.replace('GMT', '') || '+00:00';
  return { depot: 'station', slot: `station/${date}T07:00:00${offset}` };
}

export interface RunningEndpoint {
  readonly child: ChildProcess;
  /** As it printed it. */
  readonly url: string;
  readonly end: Promise<Ended>;
  /** A handler that goes over the wire. */
  fetch(request: Request): Promise<Response>;
}

/** Resolves when it listens. */
export async function startEndpoint(owner: OwnersDir, ...more: readonly string[]): Promise<RunningEndpoint> {
  const { catalog, data } = owner;
  const args = ['endpoint', '--catalog', catalog, '--data', data, '--port', '0', '--origin', ORIGIN, ...more];
  const child = startPunnet(...args);
  const end = ended(child);
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.on('data', (chunk) => {
      const found = /listening (\S+)/.exec(String(chunk))?.[1];
      if (found) resolve(found);
    });
    void end.then(({ err }) => reject(new Error(`it ended before it listened: ${err}`)));
  });
  const send = async (request: Request) => {
    const { pathname } = new URL(request.url);
    const path = pathname.replace('/punnet', '');
    const { method, headers } = request;
    return fetch(url + path, {
      method,
      headers,
      ...(method === 'POST' ? { body: await request.text() } : {}),
    });
  };
  return { child, url, end, fetch: send };
}

export async function stopEndpoint({ child, end }: RunningEndpoint): Promise<Ended> {
  child.kill('SIGTERM');
  return end;
}
