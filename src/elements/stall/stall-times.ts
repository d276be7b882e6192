/** Times as a stall reads them: by the clock on the shop's wall, which hangs where the stall stands. */
import { dateFormat } from '../words/intl-cache.js';
import type { StallLocalizer } from '../words/stall-terms.js';

/** "07:41" */
export function timeOf(l: StallLocalizer, iso: string): string {
  return format(l, { hour: '2-digit', minute: '2-digit' }, Date.parse(iso));
}

/** "Tue 24 Nov, 07:41" */
export function momentOf(l: StallLocalizer, iso: string): string {
  const options = {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  return format(l, options, Date.parse(iso));
}

/** "Wed 25": browsers do not agree on what stands between the two. */
export function dayOf(l: StallLocalizer, epochMs: number): string {
  const name = format(l, { weekday: 'short' }, epochMs);
  return `${name} ${format(l, { day: 'numeric' }, epochMs)}`;
}

function format(l: StallLocalizer, options: Intl.DateTimeFormatOptions, epochMs: number): string {
  return dateFormat(l.locale, l.zone ? { ...options, timeZone: l.zone } : options).format(epochMs);
}
