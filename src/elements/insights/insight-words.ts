/** Days, shares and durations as an owner reads them, in the page's language and the shop's zone. */
import type { Catalog } from '../../core/catalog/catalog-schema.js';
import { findDepot, findVariant } from '../../core/catalog/lookup.js';
import { toMajor } from '../../core/money.js';
import { dayAt, lastDays } from '../../core/owner/days.js';
import type { ExperimentInsight, InsightsAnswer } from '../../core/protocol/insights.js';
import { dateFormat, numberFormat } from '../words/intl-cache.js';
import type { InsightsLocalizer } from '../words/insights-terms.js';
import type { Cell, Column } from './data-table.js';

type Key = Parameters<InsightsLocalizer['t']>[0];

/** The year, where it is not the one that is on every wall. */
const yearOf = (date: string) =>
  date.startsWith(`${new Date(Date.now()).getFullYear()}-`) ? {} : ({ year: 'numeric' } as const);

/** "Tue 24 Nov": a date of the shop's calendar, which no zone moves. */
export function dayText({ locale }: InsightsLocalizer, day: string): string {
  const date = { day: 'numeric', month: 'short', ...yearOf(day) } as const;
  const options = { weekday: 'short', ...date, timeZone: 'UTC' } as const;
  return dateFormat(locale, options).format(Date.parse(`${day}T00:00:00Z`));
}

/** "24 Nov", as the axis of a drawing has it. */
export function shortDay({ locale }: InsightsLocalizer, day: string): string {
  const options = { ...yearOf(day), day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return dateFormat(locale, options).format(Date.parse(`${day}T00:00:00Z`));
}

/** "Tue 24 Nov, 07:41", by the clock on the shop's wall. */
export function momentText({ locale, zone }: InsightsLocalizer, iso: string): string {
  const day = { weekday: 'short', day: 'numeric', month: 'short', ...yearOf(iso) } as const;
  const time = { hour: '2-digit', minute: '2-digit' } as const;
  const options = { ...day, ...time, ...(zone ? { timeZone: zone } : {}) };
  return dateFormat(locale, options).format(Date.parse(iso));
}

export const textColumns = (l: InsightsLocalizer, names: readonly Key[]): Column[] =>
  names.map((name) => ({ name: l.t(name) }));

export const numberColumns = (l: InsightsLocalizer, names: readonly Key[]): Column[] =>
  names.map((name) => ({ name: l.t(name), isNumber: true }));

/** "12.9 %" */
export function shareText({ locale }: InsightsLocalizer, share: number): string {
  return numberFormat(locale, {
    style: 'percent',
    minimumFractionDigits: 1,
    maximumFractionDigits: 1,
  }).format(share);
}

/** A difference of two shares: "+2.9 points", of a hundred. */
export function pointsText(l: InsightsLocalizer, lift: number): string {
  const options = { minimumFractionDigits: 1, maximumFractionDigits: 1, signDisplay: 'exceptZero' } as const;
  return l.t('points', { count: numberFormat(l.locale, options).format(lift * 100) });
}

const LENGTHS = [
  ['days', 86_400],
  ['hours', 3_600],
  ['minutes', 60],
] as const;

/** "2 seconds", "3 hours": in the largest unit of which there are two. */
export function durationText(l: InsightsLocalizer, seconds: number): string {
  const [unit, length] = LENGTHS.find(([, size]) => seconds >= 2 * size) ?? (['seconds', 1] as const);
  return l.t(unit, { count: Math.round(seconds / length) });
}

/** Within how many days of first seeing it an outcome is counted: the protocol's own (rule 58). */
export const daysFor = (outcome: ExperimentInsight['outcome']) => (outcome === 'settled' ? 30 : 7);

/**
 * To which day devices' counts are told, where the days that were asked for go on after it: each waits for what may still come.
 *
 * @param until the last day of an experiment that has one
 */
export function countedText(
  l: InsightsLocalizer,
  { at, to }: Pick<InsightsAnswer, 'at' | 'to'>,
  { outcome, until = to }: Pick<ExperimentInsight, 'outcome' | 'until'>,
): string {
  const days = daysFor(outcome) + 1;
  const { from: last } = lastDays(dayAt(Date.parse(at), l.zone ?? 'UTC'), days + 1);
  return last < to && last < until ? l.t('countedTo', { day: shortDay(l, last), days }) : '';
}

export function variantText(catalog: Catalog, id: string): string {
  const found = findVariant(catalog, id);
  return found ? `${found.product.title} ${found.variant.title}`.trim() : id;
}

export function depotText(catalog: Catalog, id: string): string {
  return findDepot(catalog, id)?.title ?? id;
}

/** On one line: a narrow table scrolls, and a day in three lines would be no easier to find there. */
export const dayCell = (l: InsightsLocalizer, day: string): Cell => ({
  value: day,
  shown: dayText(l, day).replaceAll(' ', '\u00A0'),
});

export const countCell = (l: InsightsLocalizer, count: number | null): Cell =>
  count === null ? { value: null, shown: l.t('tooFew') } : { value: count, shown: l.number(count) };

/** A file has it in the currency's main unit, as spreadsheets reckon. */
export const moneyCell = (l: InsightsLocalizer, minor: number | undefined, currency: string): Cell =>
  minor === undefined
    ? { value: null, shown: l.t('nothing') }
    : { value: toMajor(minor, currency), shown: l.money(minor, currency) };

export const shareCell = (l: InsightsLocalizer, share: number | undefined): Cell =>
  share === undefined
    ? { value: null, shown: l.t('tooFew') }
    : { value: Math.round(share * 1e4) / 1e4, shown: shareText(l, share) };

export const liftCell = (l: InsightsLocalizer, lift: number): Cell => ({
  value: Math.round(lift * 1e4) / 1e4,
  shown: pointsText(l, lift),
});
