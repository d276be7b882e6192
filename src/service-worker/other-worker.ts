/** Another worker of the site: one that comes, or that waits to take over from this one. */
import { scope } from './scope.js';

const NOTICE_MS = 1_000;

export function isOtherComing(): boolean {
  const { installing, waiting } = scope.registration;
  return installing !== null || waiting !== null;
}

/**
 * Finds out. With one that is known already the browser is not asked: it may be long over that, and no other worker
 * takes over before this one is done.
 *
 * @returns undefined where nobody knows, without a connection
 */
export async function lookForOther(): Promise<boolean | undefined> {
  if (isOtherComing()) return true;
  try {
    await scope.registration.update();
  } catch {
    return undefined;
  }
  // WebKit says that it has looked before it shows its worker what it found.
  return isOtherComing() || (await isNoticed());
}

function isNoticed(): Promise<boolean> {
  return new Promise((resolve) => {
    const settle = () => {
      scope.registration.removeEventListener('updatefound', settle);
      resolve(isOtherComing());
    };
    scope.registration.addEventListener('updatefound', settle);
    setTimeout(settle, NOTICE_MS);
  });
}
