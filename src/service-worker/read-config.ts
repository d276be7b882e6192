/**
 * Reads `self.punnet`, which the host's file sets before it imports the shell: what is to be kept, in absolute
 * addresses, or the one problem that stands in the way, in words that say where it is and what to do.
 */
import type { ShopProblem } from '../core/shop-config.js';
import { toUrl } from './to-url.js';

export interface ShellConfig {
  /** Pages, and files that no page names. */
  readonly pages: readonly string[];
  /** One, or one per language. */
  readonly catalogs: readonly string[];
  /** Pages, the site's files and `punnet.js` come from the network while it answers. */
  readonly networkFirst: boolean;
  /** The site wants no shell any more. */
  readonly remove: boolean;
}
export type ReadShell =
  { readonly ok: true; readonly config: ShellConfig } | { readonly ok: false; readonly problem: ShopProblem };

const EXAMPLE = "self.punnet = {shell: ['/'], catalog: '/catalog.json'}";
const KEYS = ['shell', 'catalog', 'networkFirst', 'remove'];

/** @param at the address of the host's file, from which others are meant */
export function readShellConfig(given: unknown, at: string): ReadShell {
  const wrong = (where: string, message: string): ReadShell => {
    return { ok: false, problem: { code: 'shell-config', where, message: `${at}: ${message}` } };
  };
  if (typeof given !== 'object' || given === null)
    return wrong('self.punnet', `say what to keep before importScripts: ${EXAMPLE}`);
  const { shell = [], catalog, networkFirst = false, remove = false } = given as Record<string, unknown>;
  const unknown = Object.keys(given).find((key) => !KEYS.includes(key));
  if (unknown !== undefined) return wrong(`self.punnet.${unknown}`, `there is ${KEYS.join(', ')} alone`);
  for (const [key, value] of Object.entries({ networkFirst, remove }))
    if (typeof value !== 'boolean') return wrong(`self.punnet.${key}`, 'is true or false');
  const pages = Array.isArray(shell) ? shell.map((page) => toUrl(page, at)) : [];
  if (remove !== true && !pages.length)
    return wrong('self.punnet.shell', `name at least one page, as in ${EXAMPLE}`);
  const strange = pages.findIndex((page) => page?.origin !== new URL(at).origin);
  if (strange >= 0) return wrong(`self.punnet.shell[${strange}]`, 'is no address of this site: use a path');
  const listed = Array.isArray(catalog) ? catalog : catalog === undefined ? [] : [catalog];
  const catalogs = listed.map((one) => toUrl(one, at));
  if (catalogs.includes(undefined))
    return wrong(
      'self.punnet.catalog',
      'is an address, or a list of addresses: paths, or addresses with https',
    );
  return {
    ok: true,
    config: {
      pages: toHrefs(pages),
      catalogs: toHrefs(catalogs),
      networkFirst: networkFirst === true,
      remove: remove === true,
    },
  };
}

function toHrefs(urls: readonly (URL | undefined)[]): readonly string[] {
  return urls.flatMap((url) => url?.href ?? []);
}
