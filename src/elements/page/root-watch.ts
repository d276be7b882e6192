/**
 * One observer over the document and Punnet's shadow roots, for whoever must know
 * that a language, a direction or the tags in use have changed.
 */
type Listener = (records: readonly MutationRecord[]) => void;

/** What is inserted is told to few; attributes, which change seldom, to every element on screen. */
const listeners = { childList: new Set<Listener>(), attributes: new Set<Listener>() };
const roots = new Set<(root: Node) => void>();
const watched = new WeakSet<Node>();
const observer = new MutationObserver((records) => {
  for (const kind of ['childList', 'attributes'] as const) {
    const told = records.filter(({ type }) => type === kind);
    if (told.length) for (const listener of [...listeners[kind]]) listener(told);
  }
});

/** Watches `root` from now on; a second time is harmless. */
export function watchRoot(root: Node): void {
  if (watched.has(root)) return;
  watched.add(root);
  observer.observe(root, { subtree: true, childList: true, attributeFilter: ['lang', 'dir'] });
  for (const found of roots) found(root);
}

/** @returns a function that ends it */
export function onMutation(kind: keyof typeof listeners, listener: Listener): () => void {
  listeners[kind].add(listener);
  return () => listeners[kind].delete(listener);
}

/** Told of each root that is watched after this. */
export function onRoot(found: (root: Node) => void): void {
  roots.add(found);
}
