/** English, for what a shopper may want again. */
export const EN_RECOMMENDATIONS = {
  buyAgain: 'Buy again',
  popularHere: 'Popular here',
  boughtOnce: 'You bought this once',
  boughtTimes: { one: 'You bought this {count} time', other: 'You bought this {count} times' },
  boughtMostly: {
    one: 'You bought this {count} time, mostly {size}',
    other: 'You bought this {count} times, mostly {size}',
  },
  newHere: 'New',
  addUsuals: 'Add all my usuals',
  usualsIn: 'All your usuals are in the basket',
  usualsSay: { one: 'Added {count} of your usuals', other: 'Added {count} of your usuals' },
  whyThis: 'Why this?',
  whyDevice: 'Worked out on this device from your orders.',
  whyNode: 'The shop’s server worked this out from your orders.',
  whySold: 'From what this shop sells most.',
  noneYet: 'Nothing to suggest yet',
  noneYetHint: 'What you order is here the next time, to add again with one tap.',
  noneLeft: 'Nothing more to suggest now',
  suggestionsFailed: 'Suggestions can’t be shown now.',
} as const;
