/** Carries out what the shopper wants of suggestions: one into the basket, or all that they usually take. */
import type { ShopHandle } from '../contexts.js';
import { addRequest } from '../events.js';
import { nameOf } from '../product/product-buy.js';
import { inBasket } from '../product/product-choice.js';
import type { ShopLink } from '../shop/shop-link.js';
import type { RecommendationLocalizer } from '../words/recommendation-terms.js';
import { recommendationTaken } from './recommendation-facts.js';
import type { SuggestionList } from './suggestion-list.js';
import { isUsual, type Entry } from './to-entry.js';

export class SuggestionHands {
  readonly #host: HTMLElement;
  readonly #link: ShopLink;
  readonly #list: SuggestionList;
  readonly #words: RecommendationLocalizer;

  constructor(host: HTMLElement, link: ShopLink, list: SuggestionList, words: RecommendationLocalizer) {
    this.#host = host;
    this.#link = link;
    this.#list = list;
    this.#words = words;
  }

  /** One that something must be chosen of asks for that instead. */
  async add(entry: Entry, pressed: HTMLElement): Promise<void> {
    const { choice, pick, product } = entry;
    const [missing] = choice.missing;
    pick.set({ asked: Boolean(missing) });
    if (missing) {
      const groups = pressed.closest('article')?.querySelectorAll<HTMLElement>('fieldset') ?? [];
      const group = [...groups].find(({ dataset }) => dataset['modifier'] === missing.id);
      group?.querySelector('input')?.focus();
      return;
    }
    const refusal = await this.#take(entry);
    const { state } = this.#link;
    if (refusal) this.#say(refusal);
    else if (refusal === '' && state)
      this.#say(
        this.#words.t('addedSay', { title: nameOf(product, choice), count: inBasket(state, product) }),
      );
  }

  /** What is refused is said at its place, and keeps none of the others back. */
  async addUsuals(entries: readonly Entry[]): Promise<void> {
    let count = 0;
    let reason = '';
    for (const entry of entries.filter((each) => canAdd(each))) {
      const refusal = await this.#take(entry);
      if (refusal === '') count += 1;
      else reason = refusal ?? reason;
    }
    if (count > 0) this.#say(this.#words.t('usualsSay', { count }));
    else if (reason) this.#say(reason);
  }

  /** @returns why it was not added, in words; undefined where nothing is to be said of it */
  async #take({ suggestion, choice, pick, place }: Entry): Promise<string | undefined> {
    const { handle } = this.#link;
    if (!handle) return undefined;
    const { variant, modifiers } = choice;
    const detail = {
      variant: variant.id,
      quantity: variant.step,
      modifiers,
      from: 'recommendation' as const,
    };
    const { ranker } = this.#list;
    const before = pick.now.added;
    const asked = this.#ask(handle, detail);
    // The basket has it already: both are drawn at once.
    pick.set({ added: true, refusal: '' });
    const outcome = await asked;
    if (outcome.ok) {
      const { product, reason } = suggestion;
      const taken = { cause: 'shopper', product, variant: variant.id, place, reason, ranker } as const;
      this.#host.dispatchEvent(recommendationTaken(taken));
      return '';
    }
    const refusal = outcome.code === 'prevented' ? undefined : this.#words.refusal(outcome);
    pick.set({ added: before, refusal: refusal ?? '' });
    return refusal;
  }

  #ask({ element }: ShopHandle, detail: Parameters<typeof addRequest>[0]) {
    const { variant, quantity, modifiers, from } = detail;
    return element.ask(this.#host, addRequest(detail), (port) =>
      port.add(variant, quantity, modifiers, from),
    );
  }

  #say(text: string): void {
    this.#link.handle?.element.announce(text);
  }
}

/** It is usual, and not in the basket by this list already. */
export function canAdd(entry: Entry): boolean {
  return isUsual(entry) && entry.choice.availability === 'available' && !entry.pick.now.added;
}
