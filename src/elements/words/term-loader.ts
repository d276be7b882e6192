/**
 * Loads a set of words in a language once for the whole page, and tells those who
 * asked when it is there. A language that there is none of, or that does not load,
 * leaves English.
 */
import type { Term, TermSet } from '../../locales/terms.js';

type Words = Readonly<Record<string, Term>>;

const loaded = new WeakMap<object, Words>();
const asking = new WeakMap<object, { readonly tell: Set<() => void>; readonly done: Promise<void> }>();

/** The words, or undefined while (or because) there are none; `there` is called when they have come. */
export function loadTerms(set: TermSet<string>, language: string, there: () => void): Words | undefined {
  const load = loaderOf(set, language);
  const words = load && loaded.get(load);
  if (load && !words) ask(load).tell.add(there);
  return words;
}

/** Resolves when the words have come, or can't be had now; undefined where there is nothing to wait for. */
export function comingTerms(set: TermSet<string>, language: string): Promise<void> | undefined {
  const load = loaderOf(set, language);
  return load && !loaded.has(load) ? ask(load).done : undefined;
}

function loaderOf(set: TermSet<string>, language: string): (() => Promise<Words>) | undefined {
  return set.load[language] ?? set.load[language.split('-')[0]?.toLowerCase() ?? ''];
}

function ask(load: () => Promise<Words>) {
  const known = asking.get(load);
  if (known) return known;
  const tell = new Set<() => void>();
  const done = load().then(
    (found) => {
      loaded.set(load, found);
      for (const there of tell) there();
    },
    // Offline, and not kept: asked again when something next repaints.
    () => void asking.delete(load),
  );
  const asked = { tell, done };
  asking.set(load, asked);
  return asked;
}
