/** Gets a file through whatever the caller fetches with, and knows it by its hash. */

/** `fetch`, or what answers as it does where there are files and no servers. */
export type FetchFile = (address: string, options: FetchOptions) => Promise<Response>;

export interface FetchOptions {
  readonly signal: AbortSignal;
  readonly headers?: Record<string, string>;
  /** `reload`: what is kept of the file was of no use. */
  readonly cache?: 'reload';
}

export interface Fetching {
  readonly fetch: FetchFile;
  readonly signal: AbortSignal;
}

/** Undefined where it can't be had. */
export async function fetchFile(
  address: string,
  { fetch, signal }: Fetching,
  options: Omit<FetchOptions, 'signal'> = {},
): Promise<Response | undefined> {
  try {
    const answer = await fetch(address, { ...options, signal });
    return answer.ok ? answer : undefined;
  } catch {
    return undefined;
  }
}

/** Undefined where there is none, or the connection ends before the file does. */
export async function readBytes(answer: Response | undefined): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    return answer && new Uint8Array(await answer.arrayBuffer());
  } catch {
    return undefined;
  }
}

/** @param sha256 64 hexadecimal digits */
export async function hasHash(bytes: Uint8Array<ArrayBuffer>, sha256: string): Promise<boolean> {
  // Pages that are not secure have none: nothing can be known there.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  const digest = new Uint8Array((await subtle?.digest('SHA-256', bytes)) ?? []);
  return [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') === sha256;
}
