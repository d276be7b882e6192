/** Global Privacy Control, as the page has it: what sets it for a page may not set it for a worker. */

export const refusesForUser = (): boolean => Reflect.get(navigator, 'globalPrivacyControl') === true;
