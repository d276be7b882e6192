/** English, around what customers say. */
export const EN_TESTIMONIALS = {
  customersSay: 'What customers say',
  starsOf: '{stars} of {most}',
  starsFrom: { one: 'from {count} purchase here', other: 'from {count} purchases here' },
  boughtHere: 'Bought here · said {date}',
  notVerified: 'Not verified',
  pulseNow: {
    one: '{count} order in the last {days} days',
    other: '{count} orders in the last {days} days',
  },
  pulseOld: {
    one: '{count} order in the {days} days to {date}',
    other: '{count} orders in the {days} days to {date}',
  },
  wordsFailed: 'What customers say can’t be shown now.',
} as const;
