/** What an endpoint keeps of persons, and forgets: once a device asks for it, and once its time is over. */

/** In place of an order's claim, so that no secret is the one. */
export const FORGOTTEN_CLAIM = 'forgotten';

export interface EraseLedger {
  /**
   * Keeps a sealed contact for an order of the device.
   *
   * @returns false where that device is to be forgotten
   */
  keepContact(hash: string, jwe: string, receivedAt: string, device: string): Promise<boolean>;
  /** Of all orders of the device: the sealed contacts go, and nobody can show their secrets any more. */
  forgetContacts(device: string): Promise<void>;
  /** The same of one order, whoever placed it. */
  forgetContact(order: string): Promise<void>;
  /**
   * No contact of this device is kept from now on. Its account goes: it has no points, its orders neither have any nor bring
   * any, and what points have paid for is money that the shop took off.
   *
   * @param at ISO 8601, UTC
   */
  forgetDevice(device: string, at: string): Promise<void>;
  /** Since when the device is to be forgotten: ISO 8601, UTC. */
  forgottenAt(device: string): Promise<string | undefined>;
  /**
   * Contacts whose time is over go.
   *
   * @param before ISO 8601, UTC: of those that came before it
   * @param day and whose orders were to be collected before this day, as YYYY-MM-DD by the shop's wall
   * @returns how many did
   */
  forgetOldContacts(before: string, day: string, limit: number): Promise<number>;
}
