/** English, for a site that is kept on the device. */
export const EN_SHELL = {
  updateReady: 'Update ready',
  updateHint: 'This page loads again. Your basket and your orders stay on this device.',
  updateNow: 'Update and reload',
} as const;
