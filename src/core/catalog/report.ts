/** How the parts of the parser tell what is wrong with a catalog, and where. */
export type Report = (code: string, pointer: string, message: string) => void;

/** The pointer to something inside what `parent` points to. */
export function toPointer(parent: string, ...keys: readonly unknown[]): string {
  return keys.reduce<string>(
    (pointer, key) => `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    parent,
  );
}
