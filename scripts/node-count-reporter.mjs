import { relative } from 'node:path';

/**
 * A reporter for Node's test runner: its whole output is `{"passed":n,"failed":n,"names":[…]}`. A skipped or
 * postponed test counts as failed: the house skips none.
 */
export default async function* countReporter(events) {
  const counts = { passed: 0, failed: 0, names: [] };
  for await (const { type, data } of events) {
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    if (data.details?.type === 'suite') continue;
    const passed = type === 'test:pass' && data.skip === undefined && data.todo === undefined;
    counts[passed ? 'passed' : 'failed'] += 1;
    if (!passed) counts.names.push(`${relative('', data.file ?? '')}: ${data.name}`);
  }
  yield `${JSON.stringify(counts)}\n`;
}
