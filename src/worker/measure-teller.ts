/**
 * Tells the endpoint what was counted, at once, and again for as long as nobody has answered it: one tab at a time, and
 * one report after the other. Orders are sent by another way and never wait for it.
 */
import type { MadeReport } from '../core/measure/measure-record.js';
import { readReportReply, type ReportReply } from '../core/measure/read-reply.js';
import { answerReport, nextReport, type Telling } from '../core/measure/report.js';
import { toLocalDate } from '../core/pickup/zone.js';
import type { MeasureRequest } from '../core/protocol/measure.js';
import { withDrainLock } from './drain-lock.js';
import type { MeasureBook } from './measure-book.js';
import type { PostReport } from './measure-wire.js';
import type { Room } from './room.js';

const FIRST_WAIT_MS = 30_000;
const LONGEST_WAIT_MS = 10 * 60_000;

type Place = Pick<
  Room,
  'catalog' | 'clock' | 'config' | 'emit' | 'online' | 'shopId' | 'simulatesOffline' | 'watch'
>;

export class MeasureTeller {
  readonly #room: Place;
  readonly #book: MeasureBook;
  readonly #post: PostReport;
  readonly #ended = new AbortController();
  #running: Promise<void> | undefined;
  #again = false;
  #failures = 0;
  /** By the shop's steady clock: the endpoint is left alone until then. */
  #notBefore = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(room: Place, book: MeasureBook, post: PostReport) {
    this.#room = room;
    this.#book = book;
    this.#post = post;
  }

  /** There may be something to tell, or the endpoint to be had again. */
  poke(): void {
    if (this.#running) this.#again = true;
    else if (!this.#ended.signal.aborted) this.#room.watch(this.#start());
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    while (this.#running) await this.#running;
  }

  close(): void {
    this.#ended.abort();
    clearTimeout(this.#timer);
  }

  #start(): Promise<void> {
    const waitMs = this.#notBefore - this.#room.clock.elapsed();
    if (waitMs > 0) {
      this.#plan(waitMs);
      return Promise.resolve();
    }
    clearTimeout(this.#timer);
    const { shopId } = this.#room;
    const work = withDrainLock(`punnet:measure:${shopId}`, () => this.#tell(), this.#ended.signal);
    this.#running = work.finally(() => {
      this.#running = undefined;
      const again = this.#again;
      this.#again = false;
      if (again) this.poke();
    });
    return this.#running;
  }

  async #tell(): Promise<void> {
    const { endpoint } = this.#room.config;
    const { signal } = this.#ended;
    while (endpoint !== undefined && !signal.aborted && this.#mayReach) {
      const report = await this.#next();
      if (!report) return;
      const reply = await this.#post(endpoint, report.body);
      const read = reply && readReportReply(reply, Date.now());
      if (!read) return void this.#planNext();
      if (!(await this.#take(report, read))) return;
    }
  }

  get #mayReach(): boolean {
    return this.#room.online() && !this.#room.simulatesOffline();
  }

  /** It is kept before it is sent. */
  async #next(): Promise<MadeReport | undefined> {
    let report: MadeReport | undefined;
    const kept = await this.#book.change((record) => {
      const next = nextReport(record, this.#telling());
      report = next?.report;
      return next?.record ?? record;
    });
    return kept && report;
  }

  /** @returns whether there is a point in going on */
  async #take(report: MadeReport, { answer, title, retryAfterMs = 0 }: ReportReply): Promise<boolean> {
    const { days } = JSON.parse(report.body) as MeasureRequest;
    if (title !== undefined && (answer === 'none' || days.length === 1))
      this.#report(answer === 'none' ? 'measure-unanswered' : 'measure-refused', title, days);
    if (answer === 'none') {
      // It has spoken, and is left alone; one that is silent may be there again at any moment.
      this.#notBefore = this.#room.clock.elapsed() + this.#planNext(retryAfterMs);
      return false;
    }
    this.#failures = 0;
    const kept = await this.#book.change((record) =>
      answerReport(record, report.id, answer, this.#telling()),
    );
    return kept !== undefined;
  }

  /**
   * Where the page is still open by then.
   *
   * @returns in how many milliseconds
   */
  #planNext(atLeastMs = 0): number {
    const backoff = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#failures, 16));
    const waitMs = Math.max(atLeastMs, (backoff * (1 + Math.random())) / 2);
    this.#failures += 1;
    this.#again = false;
    this.#plan(waitMs);
    return waitMs;
  }

  #plan(waitMs: number): void {
    clearTimeout(this.#timer);
    if (!this.#ended.signal.aborted) this.#timer = setTimeout(() => this.poke(), waitMs);
  }

  #report(code: string, message: string, days: MeasureRequest['days']): void {
    const where = days.map(({ day }) => day).join(' ');
    this.#room.emit({ cause: 'sync', problems: [{ code, message, where }] });
  }

  #telling(): Telling {
    const { catalog, clock, shopId } = this.#room;
    const { mode, timezone } = catalog().shop;
    const now = clock.now();
    return {
      ...{ shop: shopId, mode, now, today: toLocalDate(now, timezone) },
      newId: () => crypto.randomUUID(),
    };
  }
}
