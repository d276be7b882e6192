/**
 * What the endpoint tells its owner while it runs. Entries carry ids, codes and
 * messages of the endpoint's own, never contents of a request.
 */
export interface LogEntry {
  readonly level: 'info' | 'warn' | 'error';
  /** Stable, kebab-case. */
  readonly event: string;
  /** One sentence, for what the owner can do something about. */
  readonly message?: string;
  readonly intent?: string;
  readonly device?: string;
}

export type Log = (entry: LogEntry) => void;

/** Of an error that was not foreseen: its name and message, which hold no contents of requests. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
}
