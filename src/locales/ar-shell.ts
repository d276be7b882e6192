/** Arabic, for a site that is kept on the device. */
import type { ShellTerms } from './terms.js';

export const AR_SHELL: ShellTerms = {
  updateReady: 'يتوفر تحديث',
  updateHint: 'سيُعاد تحميل الصفحة. تبقى سلتك وطلباتك على هذا الجهاز.',
  updateNow: 'حدّث وأعد التحميل',
};
