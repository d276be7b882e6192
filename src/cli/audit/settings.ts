/** What `punnet audit` was asked to do, read once. */
import { CommandFailure, readSubject, required } from '../command.js';
import type { SurveyOptions } from './survey.js';
import type { Control } from './words.js';

export interface Settings extends Omit<SurveyOptions, 'folder'> {
  readonly out: string;
  readonly json: boolean;
  /** Path of the browser to use. */
  readonly browser?: string;
  readonly noSandbox: boolean;
}

const NAMED: readonly Control[] = ['add', 'basket', 'checkout', 'order'];
const LONGEST_S = 600;

export function readSettings(args: readonly string[]): Settings {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { subject, values } = readSubject(args, {
    ...{ add: text, basket: text, checkout: text, order: text, browser: text, out: text, timeout: text },
    ...{ 'order-for-real': flag, 'no-sandbox': flag, json: flag },
  });
  const selectors = NAMED.flatMap((name) => {
    const selector = values[name as 'add'];
    return selector === undefined ? [] : [[name, readSelector(name, selector)] as const];
  });
  return {
    url: readUrl(required(subject, 'the address', 'as in punnet audit https://shop.example')),
    out: readFolder(values.out ?? 'punnet-audit'),
    timeoutMs: readSeconds(values.timeout ?? '15') * 1000,
    selectors: Object.fromEntries(selectors),
    orderForReal: values['order-for-real'] ?? false,
    noSandbox: values['no-sandbox'] ?? false,
    json: values.json ?? false,
    ...(values.browser === undefined ? {} : { browser: values.browser }),
  };
}

function readUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.hostname) return url.href;
  throw new CommandFailure(`${text} is no address of a page: write it as https://shop.example/`);
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (/^\d+(\.\d+)?$/.test(text) && seconds >= 1 && seconds <= LONGEST_S) return seconds;
  throw new CommandFailure(`--timeout ${text} is no time: give seconds from 1 to ${LONGEST_S}`);
}

function readSelector(name: Control, text: string): string {
  if (text.trim() !== '') return text;
  throw new CommandFailure(`--${name} is empty: give it a CSS selector, as in --${name} "#${name}"`);
}

function readFolder(text: string): string {
  if (text.trim() !== '') return text;
  throw new CommandFailure('--out is empty: give it a folder for the report');
}
