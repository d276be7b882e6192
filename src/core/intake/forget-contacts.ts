/** Lets sealed contacts go once there is nothing left that they are needed for. What was sold stays in the books. */
import { DAY_MS, RETENTION_DAYS } from '../consent/retention.js';
import type { EraseLedger } from './erase-ledger.js';

const CONTACTS_AT_ONCE = 500;

/**
 * On the ninetieth date after the one on which its order was to be collected; where the order came later than that, ninety
 * days after it came.
 *
 * @param now epoch milliseconds
 * @returns how many went
 */
export function forgetOldContacts(ledger: EraseLedger, now: number): Promise<number> {
  const end = now - RETENTION_DAYS.sealedContact * DAY_MS;
  const day = new Date(end + DAY_MS).toISOString().slice(0, 10);
  return ledger.forgetOldContacts(new Date(end).toISOString(), day, CONTACTS_AT_ONCE);
}
