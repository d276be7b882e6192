/** `punnet keys`: the public keys that a catalog hosted elsewhere must list. */
import { publicKeys } from '../crypto/endpoint-keys.js';
import { readOptions, required, type Command } from './command.js';
import { createKeysIn, makeDataDir, readKeysIn } from './data-dir.js';

const HELP = `punnet keys --data DIR

Prints the endpoint's public keys as JSON, for the "keys" of a catalog that is
hosted elsewhere. Makes the keys if DIR has none; the private halves stay in
DIR/keys.json, which only its owner may read.
`;

export const keys: Command = {
  help: HELP,
  async run(args) {
    const { data } = readOptions(args, { data: { type: 'string' } });
    const dir = required(data, '--data', 'a directory');
    await makeDataDir(dir);
    const published = publicKeys((await readKeysIn(dir)) ?? (await createKeysIn(dir)));
    process.stdout.write(`${JSON.stringify(published, null, 2)}\n`);
  },
};
