/**
 * Reads cases to rank: shoppers who are about to order, one a line. The statistics of their shop are counted in each
 * shopper's shortest history of the file, so that no order that is to be predicted counts in them.
 */
import type { PastOrder, ShopStatistics } from '../core/recommend/past-orders.js';
import { countShares, toStatistics } from '../core/recommend/shop-statistics.js';

type Item = string | number;

export interface Case {
  readonly name: string | number;
  readonly history: readonly PastOrder[];
  readonly day: number | null;
}

export interface Cases {
  readonly cases: readonly Case[];
  readonly statistics: ShopStatistics;
  /** An item as the file has it: a number stays one. */
  restore(item: string): Item;
}

/** What a line is, for whoever must mend one. */
export const CASE_FORM = '{"u": "anna", "t": 12, "h": [[5, ["oats", "rye"]], [9, ["oats"]]]}';
const MOST_TOLD = 5;

/** @throws Error with the first bad lines, each with its number and what is wrong */
export function readCases(text: string): Cases {
  const items = new Map<string, Item>();
  const cases: Case[] = [];
  const problems: string[] = [];
  text.split('\n').forEach((line, at) => {
    if (line.trim() === '') return;
    const read = readCase(line, items);
    if (typeof read === 'string') problems.push(`line ${at + 1}: ${read}`);
    else cases.push(read);
  });
  if (problems.length > 0) throw new Error(tell(problems));
  if (cases.length === 0) throw new Error('there is no case in it');
  return {
    cases,
    statistics: toStatistics(countShares(shortestHistories(cases))),
    restore: (item) => items.get(item) ?? item,
  };
}

function tell(problems: readonly string[]): string {
  const more = problems.length - MOST_TOLD;
  const told = problems.slice(0, MOST_TOLD).join('; ');
  return `${told}${more > 0 ? `; and ${more} lines more` : ''}`;
}

/** The part before a "#" is the shopper. */
function shortestHistories(cases: readonly Case[]): readonly (readonly PastOrder[])[] {
  const shortest = new Map<string, readonly PastOrder[]>();
  for (const { name, history } of cases) {
    const [shopper = ''] = String(name).split('#');
    const known = shortest.get(shopper);
    if (!known || history.length < known.length) shortest.set(shopper, history);
  }
  return [...shortest.values()];
}

/** @returns what is wrong, if it is no case */
function readCase(line: string, items: Map<string, Item>): Case | string {
  let input: unknown;
  try {
    input = JSON.parse(line);
  } catch {
    return 'this is no JSON';
  }
  if (typeof input !== 'object' || input === null) return 'this is no object';
  const { u: name, t: day = null, h: orders } = input as Readonly<Record<string, unknown>>;
  if (typeof name !== 'string' && typeof name !== 'number') return '"u" must name the case';
  if (!isDay(day)) return '"t" must be a day, as a number, or null';
  if (!Array.isArray(orders)) return '"h" must be a list of orders';
  const history: PastOrder[] = [];
  for (const [at, order] of orders.entries()) {
    const read = readOrder(order, items);
    if (typeof read === 'string') return `order ${at + 1} of "h": ${read}`;
    history.push(read);
  }
  return { name, day, history };
}

function readOrder(order: unknown, items: Map<string, Item>): PastOrder | string {
  if (!Array.isArray(order) || order.length !== 2) return 'it must be [day or null, [item, ...]]';
  const [day, bought] = order as readonly unknown[];
  if (!isDay(day)) return 'its day must be a number or null';
  if (!Array.isArray(bought) || !bought.every(isItem)) return 'its items must be a list of texts or numbers';
  const names = bought.map((item: Item) => {
    if (!items.has(String(item))) items.set(String(item), item);
    return String(item);
  });
  return { day, items: [...new Set(names)] };
}

const isDay = (day: unknown): day is number | null =>
  day === null || (typeof day === 'number' && Number.isFinite(day));
const isItem = (item: unknown): item is Item =>
  typeof item === 'string' || (typeof item === 'number' && Number.isFinite(item));
