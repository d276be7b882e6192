/**
 * How far each outcome of an arm is told. They are nested: who saved an order had begun a checkout, and had added
 * something before. What lies between two of them is people as well, so that an outcome waits for further groups where
 * fewer than ten would be left between it and another one of the same groups. The one that decides is never kept waiting.
 */
import { FEWEST_SHOWN } from '../experiment/tally.js';
import type { ArmInsight } from '../protocol/insights.js';
import { OUTCOMES, WINDOWS, type Outcome } from '../protocol/measure.js';
import { addSums, allOf, isEnough, NO_SUMS, type ArmSums } from './close-groups.js';

type Told = ArmInsight['outcomes'];

/** What is told of an outcome at once: its only number, or that of each connection. */
type Values = (sums: ArmSums, outcome: Outcome) => readonly number[];

/** How many groups of an outcome have been told, each time that there was more to tell; none at first. */
type Ends = ReadonlyMap<Outcome, readonly number[]>;

const allAlone: Values = (sums, outcome) => [allOf(sums, outcome)];
const apart: Values = ({ reached }, outcome) => WINDOWS.map((window) => reached[outcome][window]);

/**
 * Whether an order is settled comes after the groups are closed, unless that is what they wait for: it is told of no
 * other experiment.
 *
 * @param groups of one arm, in their order
 */
export function tellOutcomes(groups: readonly ArmSums[], deciding: Outcome): Told {
  const told = OUTCOMES.filter((outcome) => outcome !== 'settled' || outcome === deciding);
  const inTurn = [deciding, ...told.filter((outcome) => outcome !== deciding)];
  const all = findEnds(groups, inTurn, allAlone);
  const windows = findEnds(groups, inTurn, apart, all);
  return OUTCOMES.map((outcome) => {
    const whole = sumUntil(groups, all.get(outcome)?.at(-1));
    const parts = sumUntil(groups, windows.get(outcome)?.at(-1));
    return {
      outcome,
      all: whole ? { seen: whole.seen, reached: allOf(whole, outcome) } : null,
      windows: parts ? { seen: parts.seen, ...parts.reached[outcome] } : null,
    };
  });
}

const sum = (groups: readonly ArmSums[]) => groups.reduce(addSums, NO_SUMS);

const sumUntil = (groups: readonly ArmSums[], end = 0) => (end > 0 ? sum(groups.slice(0, end)) : undefined);

/**
 * @param inTurn an outcome waits for those before it
 * @param within where alone an outcome may be told
 */
function findEnds(
  groups: readonly ArmSums[],
  inTurn: readonly Outcome[],
  values: Values,
  within?: Ends,
): Ends {
  const ends = new Map(inTurn.map((outcome) => [outcome, [0]]));
  for (let end = 1; end <= groups.length; end++)
    for (const outcome of inTurn) {
      const before = ends.get(outcome) ?? [];
      if (within && !within.get(outcome)?.includes(end)) continue;
      const grown = sum(groups.slice(before.at(-1), end));
      if (!values(grown, outcome).every((count) => isEnough(grown.seen, count))) continue;
      if (leavesFew(groups.slice(0, end), outcome, ends, values)) continue;
      before.push(end);
    }
  return ends;
}

/** Between it and another that is told of the same groups: of all of them, and of those since both were last told together. */
function leavesFew(groups: readonly ArmSums[], outcome: Outcome, ends: Ends, values: Values): boolean {
  const own = ends.get(outcome) ?? [];
  return [...ends].some(([other, theirs]) => {
    if (other === outcome || theirs.at(-1) !== groups.length) return false;
    const together = theirs.filter((end) => own.includes(end)).at(-1) ?? 0;
    return [0, together].some((start) => {
      const since = sum(groups.slice(start));
      const others = values(since, other);
      return values(since, outcome).some((count, at) => isFew(count - (others[at] ?? 0)));
    });
  });
}

const isFew = (count: number) => count !== 0 && Math.abs(count) < FEWEST_SHOWN;
