/**
 * A text as the dark and light modules of a QR code (ISO/IEC 18004), with error correction M throughout, so that a
 * code with a thumbprint on it is still read. Letters that a code packs closer than others, such as those of a
 * receipt, are packed so, also within a text. Knows nothing of what a text means or how a code is shown.
 */
import { correction, generate } from 'lean-qr';

/** Light modules that must be around a code on each side, or readers don't find it. */
export const QUIET_MODULES = 4;

export interface QrCode {
  /** From 1 to 40; each has four modules a side more than the one before. */
  readonly version: number;
  /** Modules a side, the quiet ones around not among them. */
  readonly size: number;
  readonly isDark: (column: number, row: number) => boolean;
}

const LEVEL = { minCorrectionLevel: correction.M, maxCorrectionLevel: correction.M };
/** `size` of the version before the first. */
const BASE_SIZE = 17;
/** Undefined for a text that no code can hold: more than some 3,300 letters of a receipt, or 2,300 bytes of others. */
export function toQrCode(text: string): QrCode | undefined {
  try {
    const code = generate(text, LEVEL);
    const { size } = code;
    return { version: (size - BASE_SIZE) / 4, size, isDark: (column, row) => code.get(column, row) };
  } catch (error) {
    // The library marks its own errors so; there is but one for a text.
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
}
