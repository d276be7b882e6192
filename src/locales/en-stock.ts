/** English, for the stock that a stall takes for its day. */
export const EN_STOCK = {
  stockTitle: 'Stock for today',
  stockHeld: {
    one: '{count} held for this stall until {time}',
    other: '{count} held for this stall until {time}',
  },
  stockHeldNone: 'Nothing is held for this stall',
  stockHint:
    'What this stall takes is its own to sell, also with no connection. Nobody else can order it meanwhile.',
  stockFind: 'Find',
  stockHas: {
    one: 'Held: {held}. {count} more to be had.',
    other: 'Held: {held}. {count} more to be had.',
  },
  stockUncounted: 'Held: {held}. The rest is not counted.',
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
  stockBad: 'A whole number from 0 to {most}',
  stockEmpty: 'Type how many of something first.',
  'stock.no-depot': 'Say first where this stall stands.',
  'stock.unreachable': 'No connection. Nothing was changed: what is held stays held.',
  'stock.busy': 'An order of this device has to be sent first. What is held stays held.',
  'stock.too-much': 'At most {units} of one item, and {kinds} items.',
  'stock.other': 'That did not work. What is held stays held. Try again.',
} as const;
