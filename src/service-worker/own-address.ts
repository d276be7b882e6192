/**
 * Where this script came from. A script that `importScripts` runs is told by nothing but the place of an error in it:
 * every browser writes that, with the address first, and does so again when the worker starts with no network.
 */

/** The address in the first line of a stack that has one. */
export function addressIn(stack: string): string | undefined {
  return /https?:\/\/\S+?(?=:\d+(?::\d+)?\)?$)/m.exec(stack)?.[0];
}

/** The folder of Punnet's files; undefined in a worker that has this code in its own file, beside none of them. */
export function folderOf(address: string | undefined, worker: string): string | undefined {
  return address === undefined || address === worker ? undefined : new URL('.', address).href;
}
