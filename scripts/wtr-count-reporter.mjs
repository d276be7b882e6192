import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

/** Adds one line `{"passed":n,"failed":n,"names":[…]}` to a file, for each time the browser tests have run. */
export function countReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = sessions.map(countSession);
      const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
      const names = counts.flatMap((count) => count.names);
      appendFileSync(file, `${JSON.stringify({ passed: sum('passed'), failed: sum('failed'), names })}\n`);
    },
  };
}

/** A skipped test counts as failed: the house skips none. */
function countSession({ testResults, testFile, browser, errors, passed }) {
  const tests = testResults ? [...testsOf(testResults)] : [];
  const bad = tests.filter((test) => !test.passed || test.skipped);
  const failedOutside = errors.length > 0 || (!passed && bad.length === 0);
  const where = `${browser.name}, ${relative('', testFile)}`;
  const names = bad.map(({ path }) => `${where}: ${path}`);
  return {
    passed: tests.length - bad.length,
    failed: bad.length + (failedOutside ? 1 : 0),
    names: failedOutside ? [...names, `${where}: ${errors[0]?.message ?? 'ended outside its tests'}`] : names,
  };
}

function* testsOf({ tests, suites }, above = []) {
  for (const test of tests) yield { ...test, path: [...above, test.name].join(' > ') };
  for (const suite of suites) yield* testsOf(suite, [...above, suite.name]);
}
