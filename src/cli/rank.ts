/** `punnet rank`: ranks cases of a file with the very code that devices run. */
import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync } from 'node:zlib';

import { scoreByFormula } from '../core/recommend/formula.js';
import { rankItems } from '../core/recommend/rank-items.js';
import { CASE_FORM, readCases } from '../training/read-cases.js';
import { readOptions, required, type Command } from './command.js';
import { explain } from './explain.js';
import { openModelFile } from './model-file.js';

const LIMIT = 20;

const HELP = `punnet rank --cases FILE --out FILE [--model FILE]

Ranks what shoppers will likely buy next, with the code that devices run.

  --cases FILE  one case a line, as JSON, gzipped or not:
                {"u": case, "t": day or null, "h": [[day or null, [item, ...]], ...]}
                u is the shopper, or the shopper and a number as in "anna#2"; t is
                the day to rank for; h holds their orders, oldest first. What the
                shop sells is counted in each shopper's shortest history.
  --out FILE    one line for each case: {"u": case, "p": [item, ...]}, best first,
                at most ${LIMIT}
  --model FILE  ranks with this model (.tflite) instead of the formula
`;

export const rank: Command = {
  help: HELP,
  async run(args) {
    const given = readOptions(args, {
      cases: { type: 'string' },
      out: { type: 'string' },
      model: { type: 'string' },
    });
    const casesFile = required(given.cases, '--cases', 'a file of cases');
    const out = required(given.out, '--out', 'a file to write');
    const text = await explain(
      `the cases ${casesFile} can't be read`,
      'Name a file of lines, gzipped or not',
      () => readText(casesFile),
    );
    const { cases, statistics, restore } = await explain(
      `the cases ${casesFile} can't be ranked`,
      `A line is ${CASE_FORM}`,
      async () => readCases(text),
    );
    const model = given.model === undefined ? undefined : await openModelFile(given.model);
    const lines = cases.map(({ name, ...each }) => {
      const items = rankItems({ ...each, statistics }, model?.rank ?? scoreByFormula, { limit: LIMIT });
      return `${JSON.stringify({ u: name, p: items.map(restore) })}\n`;
    });
    await explain(`${out} can't be written`, 'Name a file in a folder that there is', () =>
      writeFile(out, lines.join('')),
    );
    process.stdout.write(`${cases.length} cases ranked by ${model ? 'the model' : 'the formula'}: ${out}\n`);
    const failures = model?.failures() ?? 0;
    if (failures > 0)
      process.stdout.write(`${failures} of them by the formula: the model made no numbers of them\n`);
  },
};

async function readText(file: string): Promise<string> {
  const bytes = await readFile(file);
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (isPacked ? gunzipSync(bytes) : bytes).toString('utf8');
}
