import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const MODULE = new URL('../../src/cli/heap-growth.ts', import.meta.url).href;

/** Makes what lives just long enough to grow old, over and over: the most that the old generation came to, in MB. */
const CHURN = `
  import { getHeapSpaceStatistics } from 'node:v8';
  const passing = [];
  let most = 0;
  for (let made = 0; made < 25_000; made++) {
    passing[made % 2_500] = new Array(1_000).fill(made);
    if (made % 100 > 0) continue;
    const old = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'old_space');
    most = Math.max(most, old.space_used_size / 1e6);
  }
  console.log(most);
`;

async function churn(before: string): Promise<number> {
  const args = ['--import', 'tsx', '--input-type=module', '--eval', `${before}\n${CHURN}`];
  const { stdout } = await promisify(execFile)(process.execPath, args);
  return Number(stdout);
}

describe('the heap of an endpoint', () => {
  it('holds less garbage than it would', async () => {
    const slowly = await churn(`import { growHeapSlowly } from '${MODULE}'; growHeapSlowly();`);
    const usually = await churn('');
    assert.ok(slowly < usually * 0.8, `${slowly} MB, beside ${usually} MB`);
  });
});
