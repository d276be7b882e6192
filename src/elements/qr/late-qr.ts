/** The writer of QR codes, which loads apart: after the first paint, or when something wants to show one. */
import { LateCode } from '../page/late-code.js';

export const QR = new LateCode(() => import('./qr.js'));
