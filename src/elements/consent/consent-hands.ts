/** Carries out what the shopper wants of their data: what they allow, a copy of it, and all of it erased. */
import type { LitElement } from 'lit';

import { refusesForUser } from '../../bridge/privacy-signal.js';
import type { Consent } from '../../core/consent/consent.js';
import type { Order } from '../../core/order/order.js';
import type { Outcome, ShopPort } from '../../core/shop-port.js';
import { eraseRequest, syncRequest } from '../events.js';
import { saveFile } from '../page/save-file.js';
import type { ShopLink } from '../shop/shop-link.js';
import { forgetSeen } from '../testimonials/seen-once.js';
import type { ConsentLocalizer } from '../words/consent-terms.js';

export type Purpose = keyof Consent;

/** `asking`: whether to erase everything. `erased`: it was, from here. */
export type EraseStage = 'none' | 'asking' | 'erased';

export class ConsentHands {
  readonly #host: LitElement;
  readonly #link: ShopLink;
  readonly #words: ConsentLocalizer;
  stage: EraseStage = 'none';
  /** Ids of the orders for which erasing was refused: of one that was sent, only whoever sends it knows whether it was answered. */
  #refused: readonly string[] = [];
  /** Something was chosen on this page: what is off now is off by that. */
  hasChosen = false;
  busy: Purpose | 'export' | 'erase' | 'send' | undefined;
  /** What came of the last wish, where that is to be read. */
  said: { readonly text: string; readonly bad: boolean } | undefined;

  constructor(host: LitElement, link: ShopLink, words: ConsentLocalizer) {
    this.#host = host;
    this.#link = link;
    this.#words = words;
  }

  /** The browser refuses for its user. */
  get isRefused(): boolean {
    return refusesForUser();
  }

  /** The shop has not got all of these. */
  get unsent(): readonly Order[] {
    const isUnanswered = ({ id, state }: Order) => state === 'sent' && this.#refused.includes(id);
    return this.#orders.filter(
      (order) => order.state === 'saved' || order.choice !== undefined || isUnanswered(order),
    );
  }

  /** The shop has these, and hands them over to whoever has their code. */
  get open(): readonly Order[] {
    return this.#orders.filter(({ state, choice }) => state.startsWith('confirmed') && choice === undefined);
  }

  get #orders(): readonly Order[] {
    return this.#link.state?.orders ?? [];
  }

  async allow(purpose: Purpose, isAllowed: boolean): Promise<void> {
    const outcome = await this.#do(purpose, (port) => port.setConsent({ [purpose]: isAllowed }));
    if (!outcome?.ok) return;
    this.hasChosen = true;
    if (purpose === 'measurement' && !isAllowed) this.#forgetSeen();
    const name = this.#words.t(`purpose.${purpose}`);
    this.#announce(this.#words.t(isAllowed ? 'consentOn' : 'consentNowOff', { purpose: name }));
  }

  /** What can't be allowed is not, and why is said. */
  refuse(): void {
    this.#tell(this.#words.t('refused.global-privacy-control'), true);
  }

  async takeCopy(): Promise<void> {
    const outcome = await this.#do('export', (port) => port.exportData());
    if (!outcome?.ok) return;
    saveFile(outcome.file, `my-data-${new Date().toISOString().slice(0, 10)}.json`);
    this.#tell(this.#words.t('exportedAll'), false);
  }

  /** Whether to erase everything. */
  ask(): Promise<void> {
    return this.#turn('asking', '[data-ask]');
  }

  keep(): Promise<void> {
    return this.#turn('none', '[part~="erase-button"]');
  }

  async send(): Promise<void> {
    await this.#do('send', (port) => port.sync(), syncRequest());
  }

  async erase(): Promise<void> {
    const wish = { evenUnsent: this.unsent.length > 0 };
    const outcome = await this.#do('erase', (port) => port.eraseData(wish), eraseRequest(wish));
    if (outcome?.ok === false && outcome.code === 'orders-not-sent') {
      this.#refused = String(outcome.about?.orders ?? '').split(' ');
      this.#host.requestUpdate();
    }
    if (!outcome?.ok) return;
    this.hasChosen = false;
    this.#forgetSeen();
    await this.#turn('erased', '[data-erased]');
    this.#announce(this.#words.t('erased'));
  }

  /** A page may have nothing on it that would. */
  #forgetSeen(): void {
    const { catalog } = this.#link.state ?? {};
    if (catalog) forgetSeen(catalog.shop.id);
  }

  async #turn(stage: EraseStage, focused: string): Promise<void> {
    this.stage = stage;
    this.said = undefined;
    this.#host.requestUpdate();
    await this.#host.updateComplete;
    this.#host.shadowRoot?.querySelector<HTMLElement>(focused)?.focus();
  }

  /** One at a time. @returns undefined where nothing is to be said */
  async #do<T>(
    what: NonNullable<ConsentHands['busy']>,
    act: (port: ShopPort) => Promise<Outcome<T>>,
    request: CustomEvent | null = null,
  ): Promise<Outcome<T> | undefined> {
    const { handle } = this.#link;
    if (!handle || this.busy) return undefined;
    this.busy = what;
    this.said = undefined;
    this.#host.requestUpdate();
    const outcome = await handle.element.ask(this.#host, request, act);
    this.busy = undefined;
    this.#host.requestUpdate();
    if (!outcome.ok && outcome.code !== 'prevented') this.#tell(this.#words.refusal(outcome), true);
    return outcome.ok || outcome.code !== 'prevented' ? outcome : undefined;
  }

  #tell(text: string, bad: boolean): void {
    this.said = { text, bad };
    this.#host.requestUpdate();
    this.#announce(text);
  }

  #announce(text: string): void {
    this.#link.handle?.element.announce(text);
  }
}
