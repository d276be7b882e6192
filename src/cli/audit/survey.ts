/**
 * Sends visitors to the site, each in a fresh profile that visits the page once, and
 * gathers what they meet: faults with a picture, and what the page complained of.
 */
import { join } from 'node:path';

import type { Browser } from 'puppeteer-core';

import type { Complaint } from './complaints.js';
import { describeLostPage, type Fault } from './finding.js';
import type { StepName } from './steps.js';
import { Visitor, type VisitorOptions } from './visitor.js';

export interface SurveyOptions extends Omit<VisitorOptions, 'unended'> {
  readonly url: string;
  readonly orderForReal: boolean;
  /** Where the pictures go. */
  readonly folder: string;
}

/**
 * What came of a step without a network. `not-reached`: it was not tried, since the visit did
 * not come so far. `failed-before`: it was not tried, since the step itself failed with one.
 */
export type Went = 'done' | 'failed' | 'not-reached' | 'failed-before';

/** The page did not open, with a network. */
export class Unreachable extends Error {}

export class Survey {
  readonly #browser: Browser;
  readonly options: SurveyOptions;
  readonly faults: Fault[] = [];
  readonly complaints: (Complaint & { step: StepName })[] = [];
  readonly #unended = new Set<string>();
  withPunnet = false;

  constructor(browser: Browser, options: SurveyOptions) {
    this.#browser = browser;
    this.options = options;
  }

  /** The visit without which there are no others. */
  async visitFirst(step: StepName, use: (visitor: Visitor) => Promise<void>): Promise<void> {
    await this.#visit(step, async (visitor, failed) => {
      if (failed !== undefined) throw new Unreachable(failed);
      await use(visitor);
      return 'done';
    });
  }

  visit(step: StepName, use: (visitor: Visitor) => Promise<Went>): Promise<Went> {
    return this.#visit(step, async (visitor, failed) => {
      if (failed === undefined) return use(visitor);
      await this.meet(visitor, {
        ...{ code: 'unsteady', step, network: 'on' },
        ...describeLostPage('opened', failed),
      });
      return 'not-reached';
    });
  }

  async #visit(
    step: StepName,
    use: (visitor: Visitor, failed: string | undefined) => Promise<Went>,
  ): Promise<Went> {
    const visitor = await Visitor.arrive(this.#browser, { ...this.options, unended: this.#unended });
    visitor.at = step;
    try {
      const failed = await visitor.open(this.options.url);
      if (failed === undefined) await this.#getReady(visitor);
      return await use(visitor, failed);
    } catch (error) {
      if (error instanceof Unreachable || !this.#browser.connected) throw error;
      await this.#stumble(visitor, error);
      return visitor.hasLacked ? 'failed' : 'not-reached';
    } finally {
      this.complaints.push(...visitor.complaints.all.map((each) => ({ ...each, step })));
      await visitor.leave();
    }
  }

  async #getReady(visitor: Visitor): Promise<void> {
    await visitor.settle();
    await this.#sendBannersAway(visitor);
    this.withPunnet ||= (await visitor.punnet())?.defined ?? false;
  }

  /** One that this visit broke off for; the others go on. */
  async #stumble(visitor: Visitor, error: unknown): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    await this.meet(visitor, {
      ...{ code: 'unsteady', step: visitor.at, network: visitor.network },
      happened: `The browser could not go on with the page: ${message.slice(0, 300)}`,
      sees: 'A page that stopped, perhaps.',
    });
  }

  /** Keeps it with a picture of what is on screen, whoever else is about to meet something at the same step. */
  async meet(visitor: Visitor, fault: Omit<Fault, 'url' | 'screenshot'>): Promise<void> {
    if (fault.code === 'unsteady' && this.#isKnownUnsteady(fault)) return;
    const index = this.faults.length;
    const screenshot = `${index + 1}-${fault.step}-${fault.network}-${fault.code}.png`;
    const known = { ...fault, url: visitor.url };
    this.faults.push({ ...known, screenshot });
    const taken = await visitor.photograph(join(this.options.folder, screenshot)).catch(() => false);
    if (!taken) this.faults[index] = known;
  }

  /** Each visitor who has to come by a step may find that it does not go well again. */
  #isKnownUnsteady({ step, network }: Pick<Fault, 'step' | 'network'>): boolean {
    return this.faults.some(
      (known) => known.code === 'unsteady' && known.step === step && known.network === network,
    );
  }

  async #sendBannersAway(visitor: Visitor): Promise<void> {
    const banner = await visitor.seek('consent');
    if (banner && !banner.off) await visitor.press(banner);
  }
}
