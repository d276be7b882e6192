/** `punnet keys`: the public keys that a catalog hosted elsewhere must list. */
import { publicKeys, type EndpointKeys } from '../crypto/endpoint-keys.js';
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
    const published = publicKeys((await readKeysIn(dir)) ?? (await makeKeys(dir)));
    process.stdout.write(`${JSON.stringify(published, null, 2)}\n`);
  },
};

/** Told, since a folder that is misspelt has none either, and a catalog with these keys fits no other. */
async function makeKeys(dir: string): Promise<EndpointKeys> {
  const made = await createKeysIn(dir);
  process.stderr.write(`punnet: made new keys in ${dir}, which had none\n`);
  return made;
}
