/**
 * One observer over the document and Punnet's shadow roots, for whoever must know
 * that a language, a direction or the tags in use have changed.
 */
type Listener = (records: readonly MutationRecord[]) => void;

const listeners = new Set<Listener>();
const roots = new Set<(root: Node) => void>();
const watched = new WeakSet<Node>();
const observer = new MutationObserver((records) => {
  for (const listener of [...listeners]) listener(records);
});

/** Watches `root` from now on; a second time is harmless. */
export function watchRoot(root: Node): void {
  if (watched.has(root)) return;
  watched.add(root);
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ['lang', 'dir'] });
  for (const found of roots) found(root);
}

/** @returns a function that ends it */
export function onMutation(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Told of each root that is watched after this. */
export function onRoot(found: (root: Node) => void): void {
  roots.add(found);
}
