/** What the host's service worker offers, as far as the shell uses it: the compiler knows pages only. */

export interface LifetimeEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
export interface FetchEvent extends LifetimeEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Window {
  readonly id: string;
  postMessage(message: unknown): void;
}
interface ShellScope {
  readonly location: Location;
  readonly registration: ServiceWorkerRegistration;
  readonly clients: {
    claim(): Promise<void>;
    matchAll(options: {
      readonly type: 'window';
      readonly includeUncontrolled: true;
    }): Promise<readonly Window[]>;
  };
  /** What the host's own file says. */
  readonly punnet?: unknown;
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LifetimeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
  addEventListener(type: 'message', listener: (event: LifetimeEvent & MessageEvent) => void): void;
}

export const scope = globalThis as unknown as ShellScope;

/** Every page of the site that is open, also those that this worker does not serve yet. */
export function openPages(): Promise<readonly Window[]> {
  return scope.clients.matchAll({ type: 'window', includeUncontrolled: true });
}
