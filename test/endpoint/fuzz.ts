/**
 * `npm run fuzz -- --n N [--seed S]`
 *
 * Sends N bad requests, with good ones among them, to a real endpoint process. Prints
 * one line of JSON; exit code 1 if it crashed or failed, refused without a problem
 * document, took in what it should not have, lost an order, or if its memory grew.
 */
import { readOptions, readSeed, readWhole, runCommand, tell } from '../support/command-line.js';
import { runFuzz } from '../support/fuzz/fuzz-run.js';

const SLOW_BODIES = 20;
/** More than it holds once it has warmed up. A heap breathes; one that leaks does not stop at this. */
const BREATH_MB = 80;

await runCommand(async () => {
  const { n = '100000', seed } = readOptions('n', 'seed');
  const options = { n: readWhole('n', n, 1), seed: readSeed(seed), slow: SLOW_BODIES, progress: tell };
  const { troubles, ...result } = await runFuzz(options);
  for (const trouble of troubles) tell(`${trouble} (--seed ${result.seed})`);
  const { notProblem, serverErrors, crashed, wronglyTaken, lost, rssStartMb, rssMaxMb } = result;
  const held = notProblem + serverErrors + crashed + wronglyTaken + lost === 0;
  return { result, held: held && rssMaxMb <= rssStartMb + BREATH_MB };
});
