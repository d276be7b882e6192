/**
 * `npm run kill:endpoint -- --cycles N [--seed S]`
 *
 * Customers with an outbox of core's own order, have things held, redeem points, call off and choose, and a stall hands over
 * what they come for, without a pause, while the built endpoint is killed at random moments and started again over the same
 * folder. Whatever was in an outbox must be there in the end, once, whatever was told must still be so, and counts and
 * points add up at any moment. Prints one line of JSON: `collected` are orders that were handed over, `redeemed` are points
 * that pay for a part of one. Exit code 1 if an order was lost or doubled, or anything that was told is broken.
 */
import { readOptions, readSeed, readWhole, runCommand, tell } from '../support/command-line.js';
import { runKills } from '../support/kill/kill-run.js';

const SHOPS = 2;

await runCommand(async () => {
  const { cycles = '20', seed } = readOptions('cycles', 'seed');
  const options = { cycles: readWhole('cycles', cycles, 1), seed: readSeed(seed) };
  const { troubles, ...result } = await runKills({ ...options, shops: SHOPS, progress: tell });
  for (const trouble of troubles) tell(`${trouble} (--seed ${result.seed})`);
  const { lost, doubled, broken } = result;
  return { result, held: lost + doubled + broken === 0 };
});
