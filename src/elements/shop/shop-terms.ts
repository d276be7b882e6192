/**
 * The host's own words: those of the shop's script child, and those set from script, which go before them. A term that
 * is no text is left out and reported, so that none is met while an element is drawn.
 */
import type { ShopProblem } from '../../core/shop-config.js';
import type { Term, TermOverrides } from '../../locales/terms.js';

export class ShopTerms {
  /** All of them; another object whenever one has changed. */
  merged: TermOverrides = {};
  readonly #report: (problem: ShopProblem) => void;
  #written: TermOverrides = {};
  #given: TermOverrides = {};

  constructor(report: (problem: ShopProblem) => void) {
    this.#report = report;
  }

  /** @param text of the script child: JSON */
  write(text: string): void {
    try {
      this.#written = this.#vet(JSON.parse(text) ?? '');
    } catch (error) {
      this.#complain('terms', `The terms are not JSON: ${String(error)}`);
    }
    this.#merge();
  }

  /** @param terms whatever a script of the page has set; null for none */
  give(terms: unknown): void {
    this.#given = this.#vet(terms ?? {});
    this.#merge();
  }

  #vet(terms: unknown): TermOverrides {
    const entries = Object.entries(typeof terms === 'object' ? (terms as object) : { '': null });
    const message = 'It must be a text, or plural forms such as {"one": "…", "other": "…"}.';
    return Object.fromEntries(
      entries.filter(([name, term]) => isTerm(term) || this.#complain(`terms/${name}`, message)),
    );
  }

  #complain(where: string, message: string): void {
    this.#report({ code: 'bad-terms', where, message });
  }

  #merge(): void {
    this.merged = { ...this.#written, ...this.#given };
  }
}

/** A sentence, or plural forms with at least `other`. */
function isTerm(term: unknown): term is Term {
  const forms: Record<string, unknown> = typeof term === 'string' ? { other: term } : Object(term);
  return 'other' in forms && Object.values(forms).every((form) => typeof form === 'string');
}
