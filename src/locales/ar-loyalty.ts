import type { LoyaltyTerms } from './terms.js';

/** Arabic, for the shopper's points. */
export const AR_LOYALTY: LoyaltyTerms = {
  loyaltyTitle: 'نقاطك',
  loyaltyNone: 'لا توجد نقاط بعد',
  loyaltyNoneHint: {
    zero: 'تحصل على {count} نقطة مقابل كل {amount} تدفعها ثمنًا للبضائع.',
    one: 'تحصل على نقطة واحدة مقابل كل {amount} تدفعها ثمنًا للبضائع.',
    two: 'تحصل على نقطتين مقابل كل {amount} تدفعها ثمنًا للبضائع.',
    few: 'تحصل على {count} نقاط مقابل كل {amount} تدفعها ثمنًا للبضائع.',
    many: 'تحصل على {count} نقطة مقابل كل {amount} تدفعها ثمنًا للبضائع.',
    other: 'تحصل على {count} نقطة مقابل كل {amount} تدفعها ثمنًا للبضائع.',
  },
  pointsSettled: {
    zero: '{count} نقطة',
    one: 'نقطة واحدة',
    two: 'نقطتان',
    few: '{count} نقاط',
    many: '{count} نقطة',
    other: '{count} نقطة',
  },
  pointsPending: {
    zero: '{count} أخرى عند إتمام طلباتك',
    one: 'واحدة أخرى عند إتمام طلباتك',
    two: 'اثنتان أخريان عند إتمام طلباتك',
    few: '{count} أخرى عند إتمام طلباتك',
    many: '{count} أخرى عند إتمام طلباتك',
    other: '{count} أخرى عند إتمام طلباتك',
  },
  redeemHow: 'استخدمها عند إتمام الطلب: كل نقطة تخصم {value}.',
  redeemNow: {
    zero: '{count} نقطة تخصم {off} من هذه السلة. استخدمها عند إتمام الطلب.',
    one: 'نقطة واحدة تخصم {off} من هذه السلة. استخدمها عند إتمام الطلب.',
    two: 'نقطتان تخصمان {off} من هذه السلة. استخدمهما عند إتمام الطلب.',
    few: '{count} نقاط تخصم {off} من هذه السلة. استخدمها عند إتمام الطلب.',
    many: '{count} نقطة تخصم {off} من هذه السلة. استخدمها عند إتمام الطلب.',
    other: '{count} نقطة تخصم {off} من هذه السلة. استخدمها عند إتمام الطلب.',
  },
  redeemOffline: 'استخدامها يحتاج إلى اتصال.',
};
