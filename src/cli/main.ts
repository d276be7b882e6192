#!/usr/bin/env node
/** The `punnet` command: finds the subcommand, prints help and version, ends with the right code. */
import { createRequire } from 'node:module';

import { CommandFailure, type Command } from './command.js';

const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  endpoint: async () => (await import('./endpoint.js')).endpoint,
  orders: async () => (await import('./orders.js')).orders,
  code: async () => (await import('./code.js')).code,
  keys: async () => (await import('./keys.js')).keys,
  audit: async () => (await import('./audit.js')).audit,
  shares: async () => (await import('./shares.js')).shares,
  train: async () => (await import('./train.js')).train,
  testimonial: async () => (await import('./testimonial.js')).testimonial,
  rank: async () => (await import('./rank.js')).rank,
};

const HELP = `punnet <command> [options]

  endpoint     serve a shop's sync endpoint
  orders       list the orders that an endpoint received
  code         make a code that opens the stall on a helper's device
  keys         print an endpoint's public keys
  rank         rank what shoppers will likely buy next, as their devices do
  shares       put into a catalog how often its goods are bought, out of past orders
  train        make a shop's own model for suggestions, out of past orders
  testimonial  sign what a customer said, with the order that it came from
  audit        walk a site's way to an order with its network cut, and say what fails

punnet <command> --help says what a command takes.
punnet --version says which version this is.
`;

async function main([name, ...args]: readonly string[]): Promise<void> {
  if (name === undefined) throw new CommandFailure(`name a command: ${Object.keys(COMMANDS).join(', ')}`);
  if (name === '--help' || name === '-h' || name === 'help') return void process.stdout.write(HELP);
  if (name === '--version' || name === '-v') return void process.stdout.write(`${readVersion()}\n`);
  const load = Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined;
  if (!load) throw new CommandFailure(`there is no command "${name}"; punnet --help lists them`);
  const command = await load();
  if (args.includes('--help') || args.includes('-h')) return void process.stdout.write(command.help);
  await command.run(args);
}

/** By its own name, since the source and the built file lie at different depths. */
function readVersion(): string {
  const { version } = createRequire(import.meta.url)('punnet/package.json') as { version: string };
  return version;
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
