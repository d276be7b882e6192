/** Another worker of the site: one that comes, or that waits to take over from this one. */
import { scope } from './scope.js';

const NOTICE_MS = 1_000;

export function isOtherComing(): boolean {
  const { installing, waiting } = scope.registration;
  return installing !== null || waiting !== null;
}

/**
 * Finds out. The browser may be long over its own look, and no other worker takes over before this one is done: one
 * that is known, or that comes meanwhile, ends the wait.
 *
 * @returns undefined where nobody knows, without a connection
 */
export async function lookForOther(): Promise<boolean | undefined> {
  if (isOtherComing()) return true;
  const { registration } = scope;
  return new Promise((resolve) => {
    const settle = (answer?: boolean) => {
      registration.removeEventListener('updatefound', notice);
      resolve(answer);
    };
    const notice = () => void (isOtherComing() && settle(true));
    registration.addEventListener('updatefound', notice);
    // WebKit says that it has looked before it shows its worker what it found.
    const looked = () =>
      isOtherComing() ? settle(true) : setTimeout(() => settle(isOtherComing()), NOTICE_MS);
    registration.update().then(looked, () => settle());
  });
}
