/** Sentences of the checkout: what is wrong with a field, and what became different. */
import { CONTACT_LENGTHS } from '../../core/order/checkout-faults.js';
import type { CheckoutChange, CheckoutFault } from '../../core/order/checkout-steps.js';
import type { DepotView } from '../../core/shop-state.js';
import { dayOf, momentOf } from '../words/moments.js';
import type { OrderLocalizer } from '../words/order-terms.js';

export function faultText({ field, code }: CheckoutFault, l: OrderLocalizer): string {
  if (field === 'depot') return l.t('chooseDepot');
  if (field === 'slot') return l.t('chooseSlot');
  if (code === 'too-long') return l.t(`refused.${field}-too-long`, { max: CONTACT_LENGTHS[field] });
  if (code === 'missing') return l.t('fieldMissing', { label: l.t(field) });
  return l.find(`fieldInvalid.${field}`) ?? l.t('fieldInvalid', { label: l.t(field) });
}

export function changeText(change: CheckoutChange, l: OrderLocalizer): string {
  switch (change.kind) {
    case 'depot-gone':
      return l.t('depotGone', { place: change.place });
    case 'depot-closed':
      return l.t('depotClosed', { place: change.place, day: dayOf(l, change.start) });
    case 'cutoff-passed':
      return l.t('cutoffPassed', { when: momentOf(l, change.start) });
    case 'slot-full':
      return l.t('slotFilled', { when: momentOf(l, change.start) });
    case 'slot-gone':
      return l.t('slotGone', { when: momentOf(l, change.start) });
    case 'total-changed':
      return l.t('totalChanged', { was: l.money(change.was), now: l.money(change.now) });
  }
}

/** "Closed Thu 24 Dec to Mon 28 Dec: Holidays". */
/** What the owner says of a depot now; empty while it is open. */
export function statusText({ status, reason = '' }: DepotView, l: OrderLocalizer): string {
  if (status === undefined) return '';
  return `${l.t(status === 'closed' ? 'depotClosedNow' : 'depotDegraded')} ${reason}`.trim();
}

export function closureText(
  { from, to, reason }: { readonly from: string; readonly to: string; readonly reason: string },
  l: OrderLocalizer,
): string {
  const values = { from: dateText(from, l), to: dateText(to, l), reason };
  if (from === to) return reason ? l.t('closedDay', values) : l.t('closedDayPlain', values);
  return reason ? l.t('closed', values) : l.t('closedPlain', values);
}

/** A date of the calendar has no time zone, and is read in none. */
function dateText(date: string, l: OrderLocalizer): string {
  return dayOf({ locale: l.locale, zone: 'UTC' }, `${date}T00:00:00Z`);
}
