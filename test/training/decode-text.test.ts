import assert from 'node:assert/strict';
import { describe, it } from 'node:test';

import { decodeText } from '../../src/training/decode-text.js';

const TEXT = 'Müsli, 2 €';

describe('a file’s text', () => {
  const files = [
    { name: 'UTF-8', bytes: Buffer.from(TEXT) },
    { name: 'UTF-8 with a mark', bytes: Buffer.from(`\uFEFF${TEXT}`) },
    { name: 'what Excel calls Unicode text', bytes: Buffer.from(`\uFEFF${TEXT}`, 'utf16le') },
    { name: 'its bytes the other way round', bytes: Buffer.from(`\uFEFF${TEXT}`, 'utf16le').swap16() },
    { name: 'what Excel calls CSV on Windows', bytes: Buffer.from('M\u00FCsli, 2 \u0080', 'latin1') },
  ];
  for (const { name, bytes } of files) {
    it(`is the same from ${name}`, () => {
      assert.equal(decodeText(bytes), TEXT);
    });
  }
});
