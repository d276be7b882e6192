/** English, for the status. */
export const EN_STATUS = {
  slow: 'Slow connection',
  sending: { one: 'Sending {count} order…', other: 'Sending {count} orders…' },
  waiting: { one: '{count} order not sent', other: '{count} orders not sent' },
  handed: {
    one: '{count} collection, return or change to the shop not sent',
    other: '{count} collections, returns or changes to the shop not sent',
  },
  handedAside: {
    one: '{count} collection, return or change to the shop was set aside',
    other: '{count} collections, returns or changes to the shop were set aside',
  },
  handedAsideHint: 'The shop could not read it. It is kept here. Send it again, or tell the shop.',
  waitingHint: 'Open this site again when you have signal.',
  byHandHint: 'Sent when you press Send now.',
  parked: { one: '{count} order was set aside', other: '{count} orders were set aside' },
  parkedHint: 'The shop could not read it. It is kept here. Send it again, or order at the stall.',
  needsYou: { one: '{count} order needs you', other: '{count} orders need you' },
  diagnostics: 'Diagnostics',
} as const;
