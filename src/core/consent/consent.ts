/** What a shopper allows beyond what an order needs. Both are off until they choose. */

export interface Consent {
  /** Purchases are read, on this device, for what the shopper may want again. */
  readonly personalisation: boolean;
  /** Daily totals without a name. */
  readonly measurement: boolean;
}

export interface ConsentRecord extends Consent {
  readonly rev: number;
  /** ISO 8601, UTC: when it was chosen. */
  readonly at: string;
}

export const NO_CONSENT: Consent = { personalisation: false, measurement: false };

/**
 * What holds of what was chosen.
 *
 * @param isRefused the browser says for its user that it is not to be asked (Global Privacy Control)
 */
export function toConsent(chosen: ConsentRecord | undefined, isRefused: boolean): Consent {
  if (!chosen || isRefused) return NO_CONSENT;
  const { personalisation, measurement } = chosen;
  return { personalisation, measurement };
}
