/** What an owner is told first of an arm: what its groups have shown, unless something goes before that. */
import { DAY_MS } from '../consent/retention.js';
import type { Finding } from '../experiment/report.js';
import type { ArmInsight } from '../protocol/insights.js';
import type { Watched } from './watch-arms.js';

type Told = NonNullable<ArmInsight['finding']>;

export interface Circumstances {
  readonly watched: Watched;
  /** Nobody sees it any more. */
  readonly isOver: boolean;
  /** Its last day, where that is past. */
  readonly until: string | undefined;
  /** The last day of which all outcomes have come. */
  readonly through: string;
}

/** @param found by its groups */
export function tellFinding(found: Finding, { watched, isOver, until, through }: Circumstances): Told {
  if (watched.uneven) return { kind: 'uneven' };
  if (found.kind !== 'not-enough') return found;
  if (watched.lacking !== undefined) return { kind: 'lacking', arm: watched.lacking };
  const { days } = found;
  // What its last days still bring may be enough.
  if (isOver && (days === undefined || days > daysBetween(through, until ?? through)))
    return { kind: 'ended' };
  return days === undefined ? { kind: 'not-enough' } : { kind: 'not-enough', days };
}

const daysBetween = (from: string, to: string) => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);
