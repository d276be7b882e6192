/** Why a page can have no shell, or its file can't be registered: each with what to do about it. */
import type { ShopProblem } from '../core/shop-config.js';

/** What can be told without asking anybody. */
export function findShellFault(address: string): ShopProblem | undefined {
  const fault = (code: string, message: string) => ({
    code: `service-worker-${code}`,
    where: address,
    message,
  });
  if (!isSecureContext)
    return fault('insecure', 'A site is kept for use with no network only where it is served by https.');
  // In a frame that is refused its own origin, Chromium throws as soon as they are looked at.
  if (self.origin === 'null' || !('serviceWorker' in navigator))
    return fault(
      'unsupported',
      'This browser has no service workers, or none in a private window or a sandboxed frame. All else works.',
    );
  const origin = originOf(address);
  if (origin === undefined)
    return {
      code: 'bad-address',
      where: 'service-worker',
      message: `<punnet-shop service-worker="${address}"> is no address: use a path, such as /sw.js.`,
    };
  if (origin !== location.origin)
    return fault(
      'foreign',
      `The file must lie on this site, ${location.origin}: put one there with two lines, and import ours in it.`,
    );
  return undefined;
}

/**
 * Why registering failed, by asking for the file.
 *
 * @returns undefined if that can't be had either: with no network nothing is known
 */
export async function findSiteFault(url: string, error: unknown): Promise<ShopProblem | undefined> {
  const fault = (code: string, message: string) => ({ code: `service-worker-${code}`, where: url, message });
  const answer = await fetch(url, { cache: 'no-store' }).catch(() => undefined);
  if (!answer) return undefined;
  if (!answer.ok) return fault('missing', `The file was answered with ${answer.status}: put it there.`);
  const type = answer.headers.get('content-type') ?? 'no type';
  if (!/javascript|ecmascript/i.test(type))
    return fault('type', `The file is served as ${type}: it must be text/javascript.`);
  return fault('failed', `The browser refuses the file, or what it imports: ${String(error)}`);
}

function originOf(address: string): string | undefined {
  try {
    return new URL(address, document.baseURI).origin;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
