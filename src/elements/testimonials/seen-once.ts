/**
 * What was seen, once a session. A session is remembered beyond its page only where the shopper lets what works on this
 * site be counted: nothing else needs to know.
 */
import type { Seen } from '../../core/trust-port.js';
import type { TestimonialSeenDetail } from '../events.js';

export const testimonialSeen = (detail: TestimonialSeenDetail) =>
  new CustomEvent('punnet-testimonial-seen', { detail, bubbles: true, composed: true });

const seen = new Set<string>();

/** @returns whether it is the first time */
export function noteSeen(shop: string, { format, placement, product }: Seen, mayBeKept: boolean): boolean {
  const name = `${prefixOf(shop)}${JSON.stringify([format, placement, product ?? ''])}`;
  const isFirst = !seen.has(name) && !(mayBeKept && isKept(name));
  seen.add(name);
  // Where the browser refuses it holds for this page.
  if (mayBeKept) keep(name);
  return isFirst;
}

/** Leave was taken back, or everything was erased: of the session nothing is known beyond this page. */
export function forgetSeen(shop: string): boolean {
  try {
    const names = Object.keys(sessionStorage).filter((name) => name.startsWith(prefixOf(shop)));
    for (const name of names) sessionStorage.removeItem(name);
    return true;
  } catch {
    // Where the browser refuses, nothing was kept.
    return false;
  }
}

const prefixOf = (shop: string) => `punnet:seen:${JSON.stringify(shop)}:`;

function isKept(name: string): boolean {
  try {
    return sessionStorage.getItem(name) !== null;
  } catch {
    return false;
  }
}

function keep(name: string): boolean {
  try {
    sessionStorage.setItem(name, '1');
    return true;
  } catch {
    return false;
  }
}
