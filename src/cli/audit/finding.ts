/** One thing that a shopper would stumble over, said so that a maker understands it. */
import type { Complaint } from './complaints.js';
import { adviceFor, FINDINGS, isHard, type FindingCode } from './finding-words.js';
import type { NetworkState } from './network.js';
import type { StepName, Trouble } from './steps.js';

export interface Finding {
  readonly code: FindingCode;
  readonly title: string;
  /** A step can't be done, or something typed or chosen is lost. */
  readonly hard: boolean;
  readonly step: StepName;
  readonly network: NetworkState;
  readonly url: string;
  readonly happened: string;
  /** What a shopper has before them. */
  readonly sees: string;
  readonly todo: string;
  /** A file beside the report. */
  readonly screenshot?: string;
}

export type Fault = Omit<Finding, 'title' | 'hard' | 'todo'>;

export function toFinding(fault: Fault, withPunnet: boolean): Finding {
  const { code } = fault;
  return { ...fault, title: FINDINGS[code].title, hard: isHard(code), todo: adviceFor(code, withPunnet) };
}

/** The same complaint is said once, whichever step it came in. */
export function toComplaintFaults(complaints: readonly (Complaint & { step: StepName })[]): readonly Fault[] {
  const first = new Map<string, Complaint & { step: StepName }>();
  for (const each of complaints) {
    const key = `${each.code}\n${each.text}`;
    if (!first.has(key)) first.set(key, each);
  }
  return [...first.values()].map(({ code, text, network, url, step }) => ({
    code,
    step,
    network,
    url,
    happened: text,
    sees: 'Nothing, or a page on which something is missing.',
  }));
}

const LOST_PAGE = 'The browser’s own page instead of the shop’s: there is no connection.';

/** What was done and what came of it, and what a shopper sees. */
export function describe(trouble: Trouble, what: string): Pick<Fault, 'happened' | 'sees'> {
  switch (trouble.kind) {
    case 'not-found':
      return {
        happened: `Nothing on the page was found to ${what} by.`,
        sees: 'A page that leads no further.',
      };
    case 'switched-off':
      return {
        happened: `“${trouble.control}” is there and is switched off.`,
        sees: 'A button that can’t be pressed.',
      };
    case 'page-lost':
      return { happened: `“${trouble.control}” was pressed, and the page was lost.`, sees: LOST_PAGE };
    case 'silent':
      return {
        happened: `“${trouble.control}” was pressed, and nothing came of it.`,
        sees: 'A button that does nothing, and no word about it.',
      };
    case 'refused':
      return {
        happened: `“${trouble.control}” was pressed, and it was not done.`,
        sees: `The page says: ${trouble.said.slice(0, 3).join(' · ')}`.slice(0, 400),
      };
  }
}

export const describeLostPage = (what: string, reason: string): Pick<Fault, 'happened' | 'sees'> => ({
  happened: `The page was ${what}, and did not come (${reason}).`,
  sees: LOST_PAGE,
});
