/**
 * Loads a set of words in a language once for the whole page, and tells those who
 * asked when it is there. A language that there is none of, or that does not load,
 * leaves English.
 */
import type { Term, TermSet } from '../../locales/terms.js';

type Words = Readonly<Record<string, Term>>;

const loaded = new WeakMap<object, Words>();
const asking = new WeakMap<object, Set<() => void>>();

/** The words, or undefined while (or because) there are none; `there` is called when they have come. */
export function loadTerms(set: TermSet<string>, language: string, there: () => void): Words | undefined {
  const load = set.load[language] ?? set.load[language.split('-')[0]?.toLowerCase() ?? ''];
  if (!load) return undefined;
  const words = loaded.get(load);
  if (words) return words;
  const waiting = asking.get(load);
  if (waiting) {
    waiting.add(there);
    return undefined;
  }
  const first = new Set([there]);
  asking.set(load, first);
  load().then(
    (found) => {
      loaded.set(load, found);
      for (const tell of first) tell();
    },
    // Offline, and not kept: asked again when something next repaints.
    () => asking.delete(load),
  );
  return undefined;
}
