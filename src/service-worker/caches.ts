/**
 * The names of what the shell keeps. An origin has one set of caches for all its workers, so that each name says
 * whose it is; what belongs to a build says which.
 */
import build from 'virtual:punnet-files';

import { isOtherComing } from './other-worker.js';
import { scope } from './scope.js';

const OWN = `punnet ${new URL(scope.registration.scope).pathname} `;
const FILES = `${OWN}files `;

export const FILES_CACHE = FILES + build.id;
/** Pages name files of one build, so that they are kept with it. */
export const PAGES_CACHE = `${OWN}pages ${build.id}`;
export const SITE_CACHE = `${OWN}site`;
export const PICTURES_CACHE = `${OWN}pictures`;
export const CATALOG_CACHE = `${OWN}catalog`;
export const MODEL_CACHE = `${OWN}model`;

const CURRENT = [FILES_CACHE, PAGES_CACHE, SITE_CACHE, PICTURES_CACHE, CATALOG_CACHE, MODEL_CACHE];

/** The shell's caches, of earlier builds too. */
export async function ownCaches(): Promise<readonly string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(OWN));
}

/**
 * What earlier builds left: their files, and the rest, which no page needs any more. Nothing while another worker is
 * coming: some of it is that one's.
 */
export async function earlierCaches(): Promise<{
  readonly files: readonly string[];
  readonly others: readonly string[];
}> {
  const found = await ownCaches();
  const names = isOtherComing() ? [] : found.filter((name) => !CURRENT.includes(name));
  return {
    files: names.filter((name) => name.startsWith(FILES)),
    others: names.filter((name) => !name.startsWith(FILES)),
  };
}
