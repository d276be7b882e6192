import { expect } from '@open-wc/testing';

import { FEATURES } from '../../../src/core/recommend/features.js';
import { goldenFeatures } from '../../../src/core/recommend/golden.js';
import { GOLDEN_ROWS } from '../../../src/core/recommend/model-card.js';
import { ROWS } from '../../../src/core/recommend/network.js';

describe('golden features', () => {
  it('fill the first rows, and leave the others empty', () => {
    const features = goldenFeatures();
    expect(features.length).to.equal(ROWS * FEATURES);
    const filled = features.subarray(0, GOLDEN_ROWS * FEATURES);
    expect(Math.min(...filled)).to.be.within(-2, -1.5);
    expect(Math.max(...filled)).to.be.within(1.5, 2);
    expect(features.subarray(GOLDEN_ROWS * FEATURES).every((value) => value === 0)).to.equal(true);
  });

  it('are the same each time, and different in each row', () => {
    expect([...goldenFeatures()]).to.deep.equal([...goldenFeatures()]);
    const rows = Array.from({ length: GOLDEN_ROWS }, (_, row) =>
      goldenFeatures()
        .subarray(row * FEATURES, (row + 1) * FEATURES)
        .join(),
    );
    expect(new Set(rows).size).to.equal(GOLDEN_ROWS);
  });

  it('begin as they were published', () => {
    expect([...goldenFeatures().subarray(0, 4)]).to.deep.equal([-0.0625, 1.484375, 1.0625, 1.96875]);
  });
});
