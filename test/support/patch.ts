/** What puts back what is patched. */
const patched: (() => void)[] = [];
/** So many were there when the test began: a whole suite's. */
let earlier = 0;

// Files share a page: nothing of a test, one that failed included, is there for the next.
beforeEach(() => void (earlier = patched.length));
afterEach(() => {
  for (const putBack of patched.slice(earlier).reverse()) putBack();
});

/**
 * Puts something in the place of a platform's method or property: for the test, or until the answer, which puts it
 * back, is called.
 */
export function patch(owner: object, name: string, descriptor: PropertyDescriptor): () => void {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { configurable: true, ...descriptor });
  const putBack = () => {
    const at = patched.indexOf(putBack);
    if (at < 0) return;
    patched.splice(at, 1);
    if (before) Object.defineProperty(owner, name, before);
    else Reflect.deleteProperty(owner, name);
  };
  patched.push(putBack);
  return putBack;
}
