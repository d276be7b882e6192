/** Arabic, for the status. */
import type { StatusTerms } from './terms.js';

export const AR_STATUS: StatusTerms = {
  slow: 'الاتصال بطيء',
  sending: { other: 'جارٍ الإرسال: {count}…' },
  waiting: { other: 'طلبات لم تُرسل: {count}' },
  handed: { other: 'استلامات أو إرجاعات أو تغييرات في المتجر لم تُرسل: {count}' },
  handedAside: { other: 'استلامات أو إرجاعات أو تغييرات في المتجر وُضعت جانبًا: {count}' },
  handedAsideHint: 'لم يستطع المتجر قراءتها. هي محفوظة هنا. أعد الإرسال أو أخبر المتجر.',
  waitingHint: 'افتح هذا الموقع مجددًا حين تتوفر الشبكة.',
  byHandHint: 'يُرسل حين تضغط «أرسل الآن».',
  parked: { other: 'طلبات وُضعت جانبًا: {count}' },
  parkedHint: 'لم يستطع المتجر قراءتها. هي محفوظة هنا. أعد الإرسال أو اطلب عند الكشك.',
  needsYou: { other: 'طلبات بانتظار ردك: {count}' },
  diagnostics: 'التشخيص',
};
