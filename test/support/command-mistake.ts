/** What a command answers to a mistake. It is asked in this process: a start of one takes a second. */
import assert from 'node:assert/strict';

import { CommandFailure, type Command } from '../../src/cli/command.js';

/** The one line that is printed; `punnet` puts its own name before it and ends with 2. */
export async function answerToMistake(command: Command, args: readonly string[]): Promise<string> {
  const failure = await command.run(args).then(
    () => undefined,
    (error: unknown) => error,
  );
  assert.ok(failure instanceof CommandFailure, `it is no mistake: ${String(failure)}`);
  assert.equal(failure.message.split('\n').length, 1, failure.message);
  return failure.message;
}
