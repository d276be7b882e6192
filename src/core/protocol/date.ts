/** A day of the calendar as messages spell it. */
import * as v from 'valibot';

import { isLocalDate } from '../pickup/local-date.js';

const NO_DATE = 'Must be a date such as 2026-11-03';

/** `2026-11-03`; what the calendar lacks is none. */
export const DateSchema = v.pipe(v.string(), v.isoDate(NO_DATE), v.check(isLocalDate, NO_DATE));
