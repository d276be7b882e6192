/**
 * Times and days in words, in a page's language and a shop's time zone; the zone is
 * named where the device's clock shows another time.
 */
import type { ShopState } from '../../core/shop-state.js';
import { dateFormat } from './intl-cache.js';
import type { LateLocalizer } from './late-terms.js';

/** A `Localizer`, as far as times need it. */
interface Here {
  readonly locale: string;
  readonly zone: string | undefined;
}

/** "14:05". */
export function timeOf(here: Here, iso: string): string {
  const at = new Date(iso);
  return withZone(here, at, format(here, { timeStyle: 'short' }).format(at));
}

/** "Tue 24 Nov". Browsers do not agree on a comma after the English day. */
export function dayOf(here: Here, iso: string): string {
  const text = format(here, { weekday: 'short', day: 'numeric', month: 'short' }).format(new Date(iso));
  return here.locale.startsWith('en') ? text.replace(',', '') : text;
}

/** "Tue 24 Nov, 14:05". */
export function momentOf(here: Here, iso: string): string {
  return join(here, dayOf(here, iso), timeOf(here, iso));
}

/** "07:30–08:00". */
export function spanOf(here: Here, start: string, end: string): string {
  const from = new Date(start);
  const span = format(here, { hour: '2-digit', minute: '2-digit' }).formatRange(from, new Date(end));
  return withZone(here, from, span);
}

/** "Tue 24 Nov, 07:30–08:00". */
export function slotOf(here: Here, start: string, end: string): string {
  return join(here, dayOf(here, start), spanOf(here, start, end));
}

function join({ locale }: Here, day: string, time: string): string {
  return `${day}${/^ar\b/.test(locale) ? '،' : ','} ${time}`;
}

/** "Held for you until 14:32"; empty if nothing is. */
export function heldText(hold: ShopState['hold'], l: LateLocalizer): string {
  return hold ? l.t('heldUntil', { time: timeOf(l, hold.until) }) : '';
}

/** "Prices checked today, 07:10" or "Prices from Fri 20 Nov"; empty if they never were. */
export function catalogAgeOf({ catalogAge }: ShopState, l: LateLocalizer, now: number): string {
  const { checkedAt } = catalogAge;
  if (!checkedAt) return '';
  const day = dayOf(l, checkedAt);
  if (day !== dayOf(l, new Date(now).toISOString())) return l.t('pricesFrom', { when: day });
  return l.t('pricesChecked', { when: l.t('today', { time: timeOf(l, checkedAt) }) });
}

function format({ locale, zone }: Here, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return dateFormat(locale, zone ? { ...options, timeZone: zone } : options);
}

/** Nobody reads a time that is torn between two lines. */
function withZone(here: Here, at: Date, time: string): string {
  const whole = time.replace(/\s/g, '\u00a0').replace('–', '–\u2060');
  return isForeign(here, at) ? `${whole} ${zoneName(here, at)}` : whole;
}

function isForeign({ zone }: Here, at: Date): boolean {
  const options = { dateStyle: 'short', timeStyle: 'short' } as const;
  const there = format({ locale: 'en', zone }, options);
  return dateFormat('en', options).format(at) !== there.format(at);
}

function zoneName(here: Here, at: Date): string {
  const parts = format(here, { timeZoneName: 'short' }).formatToParts(at);
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
}
