/** The place of the form for a stall's day, which loads with the open stall. */
import { adoptStyles, nothing, type LitElement } from 'lit';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { deepActiveElement } from '../page/focus-heading.js';
import { LateCode } from '../page/late-code.js';
import type { ShopLink } from '../shop/shop-link.js';
import type { StallLocalizer } from '../words/stall-terms.js';
import type { DayForm } from './day-form.js';
import type { StallFocus } from './stall-focus.js';
import type { StallSession } from './stall-session.js';

const CODE = new LateCode(() => import('./day-form.js'));

interface DayPlace {
  readonly host: LitElement;
  readonly link: ShopLink;
  readonly session: StallSession;
  readonly words: StallLocalizer;
  readonly focus: StallFocus;
}

export class LateDayForm {
  readonly #place: DayPlace;
  #form: DayForm | undefined;

  constructor(place: DayPlace) {
    this.#place = place;
  }

  /** Where it could not be had, it is asked for again when the network is back. */
  bring() {
    if (!CODE.value && !CODE.failed) void CODE.bringTo(this.#place.host);
  }

  /** @param depot where the page says that the stall stands */
  render(catalog: Catalog, depot: string | undefined) {
    const { link, session } = this.#place;
    const { view } = session;
    if (!view || !link.state || !CODE.value) return nothing;
    this.#form ??= this.#open(CODE.value);
    return this.#form.render({ catalog, view, stock: link.state.stock, depot });
  }

  #open({ DayForm, dayStyles }: typeof import('./day-form.js')): DayForm {
    const { host, link, session, words, focus } = this.#place;
    const { elementStyles } = host.constructor as typeof LitElement;
    adoptStyles(host.renderRoot as ShadowRoot, [...elementStyles, dayStyles]);
    return new DayForm({
      words,
      take: (wishes, depot, places) => session.takeStock(wishes, depot, places),
      giveBack: () => session.giveBack(),
      changed: () => host.requestUpdate(),
      announce: (text) => link.handle?.element.announce(text),
      focus: (selector) => {
        const { activeElement } = host.renderRoot as ShadowRoot;
        if (activeElement ? activeElement.closest('.day') : !deepActiveElement()) void focus.goTo(selector);
      },
    });
  }
}
