/**
 * What an owner sees once they are let in. Loads then, with its words, and keeps no record: how tables are sorted and what
 * is typed, and nothing else.
 */
import { adoptStyles, html, nothing, type LitElement } from 'lit';

import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { toCsv } from '../../core/owner/csv.js';
import type { OwnerWish, OwnerWord } from '../../core/owner/owner-port.js';
import { isRange, lastDays, type DayRange } from '../../core/owner/days.js';
import type { InsightsAnswer } from '../../core/protocol/insights.js';
import type { Localizer } from '../localizer.js';
import { saveFile } from '../page/save-file.js';
import { INSIGHTS_TERMS, type InsightsLocalizer } from '../words/insights-terms.js';
import { toLines, type DataTable, type Sorting, type TableHands } from './data-table.js';
import { depotTable, renderDepots } from './depot-section.js';
import { depotText, momentText, shortDay, variantText } from './insight-words.js';
import { insightsStyles } from './insights.styles.js';
import type { InsightsSession } from './insights-session.js';
import { renderLift, trialFigures } from './lift-section.js';
import { disputeFigure, orderFigures, renderDisputes, renderFigures, renderOrders } from './order-section.js';
import { PlotBoard } from './plot-board.js';
import { renderRange } from './range-form.js';
import { StockDesk } from './stock-desk.js';
import { renderStock, stockTable } from './stock-section.js';
import { renderWindows, windowFigures } from './window-section.js';

export interface ViewPorts {
  readonly host: LitElement;
  readonly words: Localizer;
  readonly session: InsightsSession;
  /** Says it aloud, in its turn. */
  readonly announce: (text: string) => void;
}

/** The days that are shown at first. */
export const FIRST_DAYS = 30;

export class InsightsView {
  readonly #ports: ViewPorts;
  readonly #words: InsightsLocalizer;
  readonly #plots: PlotBoard;
  readonly #stock: StockDesk;
  readonly #sortings = new Map<string, Sorting>();
  #badRange = false;

  constructor(ports: ViewPorts) {
    this.#ports = ports;
    ports.words.include(INSIGHTS_TERMS);
    this.#words = ports.words as InsightsLocalizer;
    const { elementStyles } = ports.host.constructor as typeof LitElement;
    adoptStyles(ports.host.renderRoot as ShadowRoot, [...elementStyles, insightsStyles]);
    this.#plots = new PlotBoard(ports.host);
    this.#stock = new StockDesk({
      ...{ host: ports.host, words: this.#words, announce: ports.announce },
      say: (wish) => ports.session.say(wish),
    });
  }

  /** @param today the date at the shop */
  render(catalog: Catalog, today: string) {
    const { session } = this.#ports;
    const l = this.#words;
    const { told, range = lastDays(today, FIRST_DAYS) } = session;
    return html`<div class="board">
      ${renderRange({ range, today, isBad: this.#badRange, ask: (asked) => this.#ask(asked) }, l)}
      ${this.#renderAge()} ${this.#renderWords(catalog)}
      ${told ? this.#renderTold(told.answer, catalog) : nothing}
    </div>`;
  }

  /** Once the screen has been updated. */
  drawn(): void {
    this.#plots.draw();
  }

  end(): void {
    this.#plots.end();
  }

  #renderTold(answer: InsightsAnswer, catalog: Catalog) {
    const l = this.#words;
    const hands = this.#hands;
    const words = this.#ports.session.view?.words ?? [];
    const isNone = answer.orders.length === 0;
    return html`<div class="buttons">
        <button
          type="button"
          part="button secondary-button download-button"
          @click=${() => this.#downloadAll(answer, catalog)}
        >
          ${l.t('downloadAll')}
        </button>
        ${this.#renderAgain()}
      </div>
      ${
        isNone
          ? html`<div part="empty">
              <p><strong>${l.t('none')}</strong></p>
              <p class="muted">${l.t('noneHint')}</p>
            </div>`
          : [renderFigures(answer, l), renderOrders(answer, hands), renderDisputes(answer, hands)]
      }
      ${renderWindows(answer, hands)} ${renderLift(answer, hands)}
      ${renderStock(this.#stock.view(answer, catalog, words), hands)}
      ${renderDepots(this.#stock.depots(answer, catalog, words), hands)}`;
  }

  /** How old it is, and why it is not newer. */
  #renderAge() {
    const { session } = this.#ports;
    const { told, askRefusal, asking, isStale } = session;
    const l = this.#words;
    const time = told ? momentText(l, told.at) : '';
    const why = askRefusal && (l.find(`ask.${askRefusal.code}`) ?? l.t('ask.other'));
    const age = told ? l.t(isStale ? 'toldStale' : 'toldAt', { ...rangeTexts(told, l), time }) : '';
    const tone = why ? 'told attention' : 'muted';
    return html`<div class="age" part="message" role="status">
      <p class="small ${tone}">${asking ? l.t('asking') : [why, why ? ' ' : '', age]}</p>
      ${why && !told && !asking ? this.#renderAgain() : nothing}
    </div>`;
  }

  #renderAgain() {
    const { session } = this.#ports;
    return html`<button
      type="button"
      part="button secondary-button retry-button"
      @click=${() => session.range && void session.ask(session.range)}
    >
      ${this.#words.t('askAgain')}
    </button>`;
  }

  /** What was said and is not in the shop's books. */
  #renderWords(catalog: Catalog) {
    const { session } = this.#ports;
    const l = this.#words;
    const words = session.view?.words ?? [];
    if (words.length === 0) return nothing;
    return html`<ul class="words" role="list">
      ${words.map(
        (word) =>
          html`<li class="told ${word.refused ? 'bad' : 'wait'}" part="word">
            <span
              >${
                word.refused
                  ? l.t('refusedWord', { what: namesOf(word.wish, catalog), code: word.refused })
                  : waitText(word, catalog, l)
              }</span
            >
            ${
              word.refused
                ? html`<button
                    type="button"
                    class="link"
                    part="button link-button noted-button"
                    @click=${() => this.#note(word.id)}
                  >
                    ${l.t('noted')}
                  </button>`
                : nothing
            }
          </li>`,
      )}
    </ul>`;
  }

  #note(id: string) {
    this.#stock.forget(id);
    void this.#ports.session.note(id);
  }

  #ask(range: DayRange) {
    this.#badRange = !isRange(range);
    if (!this.#badRange) void this.#ports.session.ask(range);
    else this.#ports.host.renderRoot.querySelector<HTMLElement>('#range-from')?.focus();
    this.#ports.host.requestUpdate();
  }

  get #hands(): TableHands {
    return {
      words: this.#words,
      sortingOf: (table) => this.#sortings.get(table),
      sort: (table, column) => this.#sort(table, column),
      download: (table) => this.#download([table], table.id),
    };
  }

  /** The same header again turns the order round. */
  #sort(table: string, column: number) {
    const before = this.#sortings.get(table);
    this.#sortings.set(table, { column, descending: before?.column === column && !before.descending });
    this.#ports.host.requestUpdate();
  }

  #downloadAll(answer: InsightsAnswer, catalog: Catalog) {
    const l = this.#words;
    const figures = [
      ...(answer.orders.length > 0 ? orderFigures(answer, l) : []),
      ...(answer.disputes.length > 0 ? [disputeFigure(answer, l)] : []),
      ...windowFigures(answer, l),
      ...answer.experiments.flatMap((trial) => trialFigures(trial, l)),
    ];
    const places = [stockTable(answer, catalog, l), depotTable(answer, catalog, l)];
    this.#download([...figures.map(({ table }) => table), ...places], 'all');
  }

  /** One after the other, each under its title. */
  #download(tables: readonly DataTable[], name: string) {
    const { told } = this.#ports.session;
    const lines = tables.flatMap((table) =>
      tables.length > 1 ? [[table.title], ...toLines(table), []] : toLines(table),
    );
    const file = new Blob([toCsv(lines)], { type: 'text/csv;charset=utf-8' });
    saveFile(file, `${told?.answer.shop}-${name}-${told?.from}-${told?.to}.csv`);
  }
}

/** Of what is shown, which other days may have been asked for since. */
const rangeTexts = ({ from, to }: DayRange, l: InsightsLocalizer) => ({
  from: shortDay(l, from),
  to: shortDay(l, to),
});

function namesOf({ type, body }: OwnerWish, catalog: Catalog): string {
  const place = depotText(catalog, body.depot);
  return type === 'stock.set' ? `${variantText(catalog, body.variant)}, ${place}` : place;
}

function waitText({ wish }: OwnerWord, catalog: Catalog, l: InsightsLocalizer): string {
  const place = depotText(catalog, wish.body.depot);
  if (wish.type === 'depot.set')
    return l.t('waitsDepot', { place, status: l.t(`depot.${wish.body.status}`) });
  const name = variantText(catalog, wish.body.variant);
  const { quantity } = wish.body;
  return quantity === null
    ? l.t('waitsEnd', { name, place })
    : l.t('waitsCount', { name, place, count: quantity });
}
