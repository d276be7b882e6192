/** English, for the stock that a stall takes for its day. */
export const EN_STOCK = {
  stockTitle: 'Stock for today',
  stockHeld: {
    one: '{count} held for this stall until {time}',
    other: '{count} held for this stall until {time}',
  },
  stockHeldAt: {
    one: '{count} held at {place} until {time}',
    other: '{count} held at {place} until {time}',
  },
  stockWished: 'Not settled yet. It is kept, and asked for again when the shop is reached.',
  stockOver: 'Its time is over. What is left goes back when the shop is reached.',
  stockHeldNone: 'Nothing is held for this stall',
  stockHint:
    'What this stall takes is its own to sell, also with no connection. Nobody else can order it meanwhile.',
  stockFind: 'Find',
  stockNotFound: 'Nothing on sale is called that.',
  stockHas: {
    one: 'Held: {held}. {count} more to be had.',
    other: 'Held: {held}. {count} more to be had.',
  },
  stockUncounted: 'Held: {held}. The rest is not counted.',
  stockPlaces: 'Orders for each time',
  stockPlacesHint:
    'From now on, so many in each time to come can be promised here, also with no connection. Whoever takes stock again fills each time up to this number again.',
  stockFewer: {
    one: 'Fewer orders at {count} time than you asked for.',
    other: 'Fewer orders at {count} times than you asked for.',
  },
  stockFewerAt: { one: '{times}: only {count} of {asked}.', other: '{times}: only {count} of {asked}.' },
  stockFullAt: '{times}: none to be had.',
  stockTake: 'Take this stock',
  stockGiveBack: 'Give all of it back',
  stockAsking: 'Asking the shop…',
  stockTaken: 'Held for this stall until {time}.',
  stockShort: {
    one: 'Less of {count} item than you asked for.',
    other: 'Less of {count} items than you asked for.',
  },
  stockLess: { one: 'Only {count} of {asked} to be had.', other: 'Only {count} of {asked} to be had.' },
  stockNoneLeft: 'None to be had.',
  stockNone: 'Nothing of it is to be had now.',
  stockBack: 'Given back. Others can order it now.',
  stockBad: 'A whole number from {least} to {most}',
  stockEmpty: 'Type how many of something first.',
  'stock.no-depot': 'Say first where this stall stands.',
  'stock.unreachable': 'No connection. Nothing was changed: what is held stays held.',
  'stock.busy': 'An order of this device has to be sent first. This is kept, and asked for after it.',
  'stock.unsettled': 'No answer came. This is kept, and asked for again when the shop is reached.',
  'stock.replaced': 'Another tab has asked for something else since. That counts.',
  'stock.too-much': 'At most {units} of one item, {kinds} items, and {places} orders for each time.',
  'stock.other': 'That did not work. What is held stays held. Try again.',
} as const;
