/**
 * `npm run faults -- --seed S [--browser chromium|firefox] [--rounds N]`
 *
 * A proxy does each kind of harm, in an order drawn by the seed, to what two tabs of
 * a real browser send to the real endpoint. Prints one line of JSON; exit code 1 if
 * an order was lost, doubled, or shown as more than it was, or anything crashed.
 */
import { readBrowser, readOptions, readSeed, readWhole, runCommand, tell } from '../support/command-line.js';
import { runFaults } from '../support/faults/fault-run.js';

await runCommand(async () => {
  const { seed, browser = 'chromium', rounds = '3' } = readOptions('seed', 'browser', 'rounds');
  const options = {
    seed: readSeed(seed),
    browser: readBrowser(browser),
    rounds: readWhole('rounds', rounds, 1),
  };
  const { troubles, ...result } = await runFaults({ ...options, progress: tell });
  for (const trouble of troubles) tell(`${trouble} (--seed ${result.seed})`);
  const { lost, doubled, early, crashed } = result;
  return { result, held: lost + doubled + early + crashed === 0 };
});
