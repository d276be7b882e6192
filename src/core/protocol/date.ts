/** A day of the calendar as messages spell it. */
import * as v from 'valibot';

import { isLocalDate } from '../pickup/local-date.js';

/** `2026-11-03`; what the calendar lacks is none. */
export const DateSchema = v.pipe(v.string(), v.check(isLocalDate, 'Must be a date such as 2026-11-03'));
