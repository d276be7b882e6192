/** What is wrong with a catalog, told so that whoever keeps it can find and mend it. */
export interface Problem {
  /** Stable, for scripts. */
  readonly code: string;
  /** Where in the catalog, as a JSON pointer (RFC 6901): `/products/3/variants/0/price`. */
  readonly pointer: string;
  /** What is wrong, and what becomes of it. */
  readonly message: string;
}

export type Report = (code: string, pointer: string, message: string) => void;

/** The pointer to something inside what `parent` points to. */
export function toPointer(parent: string, ...keys: readonly unknown[]): string {
  return keys.reduce<string>(
    (pointer, key) => `${pointer}/${String(key).replaceAll('~', '~0').replaceAll('/', '~1')}`,
    parent,
  );
}
