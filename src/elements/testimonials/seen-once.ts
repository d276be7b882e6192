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
  const name = `punnet:seen:${JSON.stringify([shop, format, placement, product ?? ''])}`;
  const isFirst = !seen.has(name) && !(mayBeKept && isKept(name));
  seen.add(name);
  // Where the browser refuses it holds for this page.
  if (mayBeKept) keep(name);
  return isFirst;
}

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
