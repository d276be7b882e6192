/**
 * Sends visitors to the site, each in a fresh profile that visits the page once, and
 * gathers what they meet: faults with a picture, and what the page complained of.
 */
import { join } from 'node:path';

import type { Browser } from 'puppeteer-core';

import type { Complaint } from './complaints.js';
import type { Fault } from './finding.js';
import type { StepName } from './steps.js';
import { Visitor, type VisitorOptions } from './visitor.js';

export interface SurveyOptions extends VisitorOptions {
  readonly url: string;
  readonly orderForReal: boolean;
  /** Where the pictures go. */
  readonly folder: string;
}

/** The page did not open, with a network. */
export class Unreachable extends Error {}

export class Survey {
  readonly #browser: Browser;
  readonly options: SurveyOptions;
  readonly faults: Fault[] = [];
  readonly complaints: (Complaint & { step: StepName })[] = [];
  withPunnet = false;

  constructor(browser: Browser, options: SurveyOptions) {
    this.#browser = browser;
    this.options = options;
  }

  async visit<T>(step: StepName, use: (visitor: Visitor) => Promise<T>): Promise<T> {
    const visitor = await Visitor.arrive(this.#browser, this.options);
    try {
      const failed = await visitor.open(this.options.url);
      if (failed !== undefined) throw new Unreachable(failed);
      await visitor.settle();
      await this.#sendBannersAway(visitor);
      this.withPunnet ||= (await visitor.punnet())?.defined ?? false;
      return await use(visitor);
    } finally {
      this.complaints.push(...visitor.complaints.all.map((each) => ({ ...each, step })));
      await visitor.leave();
    }
  }

  /** Keeps it with a picture of what is on screen, whoever else is about to meet something at the same step. */
  async meet(visitor: Visitor, fault: Omit<Fault, 'url' | 'screenshot'>): Promise<void> {
    if (fault.code === 'unsteady' && this.#isKnownUnsteady(fault.step)) return;
    const screenshot = `${this.faults.length + 1}-${fault.step}-${fault.network}-${fault.code}.png`;
    this.faults.push({ ...fault, url: visitor.url, screenshot });
    await visitor.photograph(join(this.options.folder, screenshot));
  }

  /** Each visitor who has to come by a step may find that it does not go well again. */
  #isKnownUnsteady(step: StepName): boolean {
    return this.faults.some((known) => known.code === 'unsteady' && known.step === step);
  }

  async #sendBannersAway(visitor: Visitor): Promise<void> {
    const banner = await visitor.seek('consent');
    if (banner && !banner.off) await visitor.press(banner);
  }
}
