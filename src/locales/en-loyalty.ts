/** English, for the shopper's points. */
export const EN_LOYALTY = {
  loyaltyTitle: 'Your points',
  loyaltyNone: 'No points yet',
  loyaltyNoneHint: {
    one: 'You get {count} point for each {amount} that you pay for goods.',
    other: 'You get {count} points for each {amount} that you pay for goods.',
  },
  pointsSettled: { one: '{count} point', other: '{count} points' },
  pointsPending: {
    one: '{count} more once your orders are settled',
    other: '{count} more once your orders are settled',
  },
  redeemHow: 'Use them at the checkout: each takes {value} off.',
  redeemNow: {
    one: '{count} point takes {off} off this basket. Use it at the checkout.',
    other: '{count} points take {off} off this basket. Use them at the checkout.',
  },
  redeemOffline: 'Using them needs a connection.',
} as const;
