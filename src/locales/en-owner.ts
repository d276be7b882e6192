/** English, for letting an owner in. */
export const EN_OWNER = {
  ownerTitle: 'How the shop is doing',
  ownerGate: 'For the owner',
  ownerGateHint: 'The endpoint prints the first owner’s code when it starts. Type it here, once.',
  ownerOver: 'This device is the owner’s no more',
  ownerOverHint: 'The shop has ended it. Type a new code to open this again.',
  ownerCode: 'Owner’s code',
  ownerRemember: 'Remember on this device',
  ownerRememberHint: 'Else the code is asked for again once this page was closed, and no figures stay here.',
  ownerOpen: 'Open',
  'owner.empty': 'Type the code first.',
  'owner.unknown-code': 'There is no such code, or it was used, or its time is over.',
  'owner.not-owner': 'That is a stall’s code. This needs one for the owner.',
  'owner.unreachable': 'No connection. The code is checked with the shop once.',
  'owner.too-many': 'Too many ask at once. Try again in a minute.',
  'owner.no-endpoint': 'This site takes no orders online.',
  'owner.other': 'That did not work. Try again.',
} as const;
