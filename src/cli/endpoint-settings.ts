/** What `punnet endpoint` is told to do, out of its options. */
import { isIP } from 'node:net';

import { parseOrigin } from '../endpoint/origins.js';
import { CommandFailure, readOptions, required } from './command.js';

export interface Settings {
  readonly catalog: string;
  readonly data: string;
  readonly port: number;
  /** An address of this machine. */
  readonly host: string;
  readonly base: string;
  readonly origins: readonly string[];
  readonly trustsProxy: boolean;
  readonly stock?: string;
  readonly model?: string;
}

export function readSettings(args: readonly string[]): Settings {
  const values = readOptions(args, {
    catalog: { type: 'string' },
    data: { type: 'string' },
    port: { type: 'string' },
    host: { type: 'string' },
    base: { type: 'string' },
    origin: { type: 'string', multiple: true },
    stock: { type: 'string' },
    'trust-proxy': { type: 'boolean' },
    model: { type: 'string' },
  });
  return {
    catalog: required(values.catalog, '--catalog', 'the file of your catalog'),
    data: required(values.data, '--data', 'a directory for orders and keys'),
    port: parsePort(required(values.port, '--port', 'a number; 0 takes any free port')),
    host: parseHost(values.host ?? '127.0.0.1'),
    base: parseBase(values.base ?? ''),
    origins: (values.origin ?? []).map(readOrigin),
    trustsProxy: values['trust-proxy'] === true,
    ...(values.stock === undefined ? {} : { stock: values.stock }),
    ...(values.model === undefined ? {} : { model: values.model }),
  };
}

function parsePort(text: string): number {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new CommandFailure(`--port ${text} is no port: give a number from 0 to 65535`);
}

/** What has no TLS is not there for a whole network unless someone says so. */
function parseHost(text: string): string {
  if (isIP(text)) return text;
  throw new CommandFailure(`--host ${text} is no address: write it as 127.0.0.1, or 0.0.0.0 for every one`);
}

function parseBase(text: string): string {
  const base = text.replace(/\/+$/, '');
  if (base === '' || /^(\/[\w.~-]+)+$/.test(base)) return base;
  throw new CommandFailure(`--base ${text} is no path: write it as /punnet`);
}

function readOrigin(text: string): string {
  const origin = parseOrigin(text);
  if (origin !== undefined) return origin;
  throw new CommandFailure(`--origin ${text} is no origin: write it as https://shop.example, without a path`);
}
