/** How long a device keeps what it counts. */
import { DAY_MS, RETENTION_DAYS } from '../consent/retention.js';
import { addDays } from '../pickup/local-date.js';
import type { Exposure, MeasureRecord } from './measure-record.js';
import { giveUp } from './report.js';

/** Days of which it is known whether their checkouts are over: a checkout is completed on the next at the latest. */
const CHECKOUT_DAYS = 2;

/**
 * Lets go of what nothing can come of any more. The arm of an experiment stays for as long as an endpoint keeps its sums,
 * since a device that is seen anew would be counted twice. A report that has waited for too long goes too: where there is nothing
 * else to tell, no other step would drop it.
 *
 * @param today the date at the shop
 */
export function forget(kept: MeasureRecord, now: number, today: string): MeasureRecord {
  const record = giveUp(kept, now);
  const { savedOrders, counted } = RETENTION_DAYS;
  const age = ({ firstAt }: Exposure) => (now - firstAt) / DAY_MS;
  const exposures = Object.entries(record.exposures)
    .filter(([, exposure]) => age(exposure) <= counted)
    .map(([id, exposure]) => [id, age(exposure) > savedOrders ? { ...exposure, orders: [] } : exposure]);
  const checkouts = Object.entries(record.checkouts).filter(([day]) => day >= addDays(today, -CHECKOUT_DAYS));
  return {
    ...record,
    exposures: Object.fromEntries(exposures) as MeasureRecord['exposures'],
    checkouts: Object.fromEntries(checkouts),
  };
}
