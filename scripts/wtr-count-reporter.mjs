import { appendFileSync } from 'node:fs';

/** Adds one line `{"passed":n,"failed":n}` to a file, for each time the browser tests have run. */
export function countReporter(file) {
  return {
    onTestRunFinished({ sessions }) {
      const counts = sessions.map(countSession);
      const sum = (key) => counts.reduce((total, count) => total + count[key], 0);
      appendFileSync(file, `${JSON.stringify({ passed: sum('passed'), failed: sum('failed') })}\n`);
    },
  };
}

/** A skipped test counts as failed: the house skips none. */
function countSession({ testResults, errors, passed }) {
  const tests = testResults ? [...testsOf(testResults)] : [];
  const good = tests.filter((test) => test.passed && !test.skipped).length;
  const bad = tests.length - good;
  const failedOutside = errors.length > 0 || (!passed && bad === 0);
  return { passed: good, failed: bad + (failedOutside ? 1 : 0) };
}

function* testsOf({ tests, suites }) {
  yield* tests;
  for (const suite of suites) yield* testsOf(suite);
}
