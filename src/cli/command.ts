/** What every subcommand is, and how it says that it was not given what it needs. */
import { parseArgs, type ParseArgsConfig } from 'node:util';

export interface Command {
  /** What `--help` prints. */
  readonly help: string;
  /** Rejects with a `CommandFailure` where the fault is in what it was given. */
  run(args: readonly string[]): Promise<void>;
}

/** One line for whoever typed the command; the process ends with code 2. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

type Options = NonNullable<ParseArgsConfig['options']>;

/** Refuses options that are not named and arguments without one. */
export function readOptions<const O extends Options>(args: readonly string[], options: O) {
  return explainArgs(
    options,
    () => parseArgs({ args: [...args], options, allowPositionals: false, strict: true }).values,
  );
}

/** For commands that are about one thing, which stands among the options without a name. */
export function readSubject<const O extends Options>(args: readonly string[], options: O) {
  const { values, positionals } = explainArgs(options, () =>
    parseArgs({ args: [...args], options, allowPositionals: true, strict: true }),
  );
  const [subject, second] = positionals;
  if (second !== undefined) throw new CommandFailure(`"${second}" is one argument too many`);
  return { subject, values };
}

function explainArgs<T>(options: Options, parse: () => T): T {
  try {
    return parse();
  } catch (error) {
    const isUnknown = (error as NodeJS.ErrnoException).code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION';
    const known = Object.keys(options).map((name) => `--${name}`);
    const advice = isUnknown ? `. There are: ${known.join(', ')}, --help` : '';
    throw new CommandFailure(firstSentence(error) + advice);
  }
}

export function required(value: string | undefined, option: string, what: string): string {
  if (value === undefined || value === '') throw new CommandFailure(`${option} is missing: give it ${what}`);
  return value;
}

/** Node appends advice about `--` that fits no option here. */
function firstSentence(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.split('. ')[0] ?? message;
}
