import type { TestimonialTerms } from './terms.js';

/** Arabic, around what customers say. */
export const AR_TESTIMONIALS: TestimonialTerms = {
  customersSay: 'ماذا يقول الزبائن',
  starsOf: '{stars} من {most}',
  starsFrom: {
    zero: 'من {count} عملية شراء هنا',
    one: 'من عملية شراء واحدة هنا',
    two: 'من عمليتي شراء هنا',
    few: 'من {count} عمليات شراء هنا',
    many: 'من {count} عملية شراء هنا',
    other: 'من {count} عملية شراء هنا',
  },
  boughtHere: 'اشتُري هنا · قيل في {date}',
  notVerified: 'لم يُتحقق منه',
  pulseNow: {
    zero: '{count} طلب خلال آخر {days} يومًا',
    one: 'طلب واحد خلال آخر {days} يومًا',
    two: 'طلبان خلال آخر {days} يومًا',
    few: '{count} طلبات خلال آخر {days} يومًا',
    many: '{count} طلبًا خلال آخر {days} يومًا',
    other: '{count} طلب خلال آخر {days} يومًا',
  },
  pulseOld: {
    zero: '{count} طلب خلال {days} يومًا حتى {date}',
    one: 'طلب واحد خلال {days} يومًا حتى {date}',
    two: 'طلبان خلال {days} يومًا حتى {date}',
    few: '{count} طلبات خلال {days} يومًا حتى {date}',
    many: '{count} طلبًا خلال {days} يومًا حتى {date}',
    other: '{count} طلب خلال {days} يومًا حتى {date}',
  },
  wordsFailed: 'لا يمكن عرض أقوال الزبائن الآن.',
};
