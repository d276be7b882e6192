/** The golden receipts, and an order of five lines that tests make receipts of. */
import type { DeviceCertificateClaims, ReceiptClaims } from '../../src/core/protocol/receipt.js';
import type { ReadReceipt } from '../../src/core/receipt/read-receipt.js';

export interface ReceiptVectors {
  /** Of an id, or of a modifier and its option with U+0000 between them. */
  readonly refs: readonly { readonly name: string; readonly ref: string }[];
  /** What is signed, byte for byte. */
  readonly claims: readonly { readonly name: string; readonly claims: ReceiptClaims; readonly hex: string }[];
  readonly certificates: readonly {
    readonly name: string;
    readonly claims: DeviceCertificateClaims;
    readonly hex: string;
  }[];
  /** Read with the endpoint's keys of `keys.json`, for the shop `oat-and-mill`, at `now`. */
  readonly receipts: readonly {
    readonly name: string;
    readonly token: string;
    readonly now: number;
    readonly read: ReadReceipt;
  }[];
}

export const SHOP = 'oat-and-mill';
/** 2026-06-06T08:30:00Z, in epoch milliseconds. */
export const NOW = 1_780_734_600_000;

const line = (variant: string, quantity: number, total: number) => ({
  ...{ variant, quantity, total },
  options: ['9d2c5a61'],
});

/** An option with each line, as a shop of loose goods has them. */
export const FACTS: Omit<ReceiptClaims, 'state' | 'payment' | 'device'> & { readonly payment: 'at_pickup' } =
  {
    shop: SHOP,
    issuedSeconds: NOW / 1_000 - 3_600,
    intent: '0190a5b4-7c00-7a3b-9c2d-0123456789ab',
    hash: 'q83vEjRWeJCrze8SNFZ4kKvN7xI0VniQq83vEjRWeJA',
    mode: 'live',
    payment: 'at_pickup',
    rev: 0,
    amount: 4_370,
    currency: 'EUR',
    deposits: 250,
    pickup: { depot: '1f0e9a77', startMinutes: 29_679_120 },
    lines: [
      line('a1b2c3d4', 2, 900),
      line('0badcafe', 1, 1_250),
      line('00000001', 12, 480),
      line('ffffffff', 3, 990),
      line('5eed5eed', 1, 500),
    ],
  };

export async function readReceiptVectors(): Promise<ReceiptVectors> {
  const address = new URL('../../src/core/protocol/vectors/receipts.json', import.meta.url);
  return (await fetch(address)).json() as Promise<ReceiptVectors>;
}
