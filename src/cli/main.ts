#!/usr/bin/env node
/** The `punnet` command: finds the subcommand, prints help, ends with the right code. */
import { CommandFailure, type Command } from './command.js';

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  endpoint: async () => (await import('./endpoint.js')).endpoint,
  orders: async () => (await import('./orders.js')).orders,
  keys: async () => (await import('./keys.js')).keys,
};

const HELP = `punnet <command> [options]

  endpoint   serve a shop's sync endpoint
  orders     list the orders that an endpoint received
  keys       print an endpoint's public keys

punnet <command> --help says what a command takes.
`;

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined) throw new CommandFailure(`name a command: ${Object.keys(COMMANDS).join(', ')}`);
  if (name === '--help' || name === '-h' || name === 'help') return void process.stdout.write(HELP);
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) throw new CommandFailure(`there is no command "${name}"; punnet --help lists them`);
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) return void process.stdout.write(command.help);
  await command.run(args);
}

// Whoever reads the output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});

main(process.argv.slice(2)).catch((error: unknown) => {
  const foreseen = error instanceof CommandFailure;
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`punnet: ${message.replaceAll('\n', ' ')}\n`);
  process.exit(foreseen ? 2 : 1);
});
