/** `punnet code`: a one-time code with which a helper's device opens the stall, or a device becomes the owner's. */
import { createCode, CODE_LENGTH, plainCode } from '../core/protocol/enrol.js';
import { hash } from '../crypto/sha256.js';
import { nodeEs256 } from '../endpoint/node-es256.js';
import { readNewestCatalog } from '../endpoint/received-orders.js';
import { createSqlLedger } from '../endpoint/sql-ledger.js';
import { CommandFailure, readOptions, required, type Command } from './command.js';
import { openExistingDatabase } from './data-dir.js';

const LASTS_MS = 24 * 60 * 60 * 1_000;
const HELP = `punnet code --data DIR [--class stall|owner] [--manual]

Prints a code that makes one device a stall of the shop that the endpoint with
this DIR serves, typed into punnet-verify within a day. It may run beside the
endpoint.

  --class owner   makes the device the owner's instead, as where theirs is lost
  --manual        what a stall has taken for its day never comes back by itself
`;

export const code: Command = {
  help: HELP,
  async run(args) {
    const given = readOptions(args, {
      data: { type: 'string' },
      class: { type: 'string' },
      manual: { type: 'boolean' },
    });
    const dir = required(given.data, '--data', "an endpoint's data directory");
    const kind = readClass(given.class);
    const database = await openExistingDatabase(dir);
    try {
      const shop = (await readNewestCatalog(database))?.shop.id;
      if (shop === undefined)
        throw new CommandFailure(`no catalog was served from ${dir} yet: start its endpoint once`);
      const made = createCode(crypto.getRandomValues(new Uint8Array(CODE_LENGTH)));
      const kept = await hash(plainCode(made), nodeEs256);
      const rights = { class: kind, manualReclaim: given.manual === true };
      const until = new Date(Date.now() + LASTS_MS).toISOString();
      await createSqlLedger(database, shop).transaction((rows) => rows.addEnrolCode(kept, rights, until));
      process.stdout.write(`${made}\n`);
      process.stderr.write(
        `punnet: makes one device of ${shop} the ${kind === 'owner' ? "owner's" : "stall's"}, until ${until}\n`,
      );
    } finally {
      await database.destroy();
    }
  },
};

function readClass(text = 'stall'): 'stall' | 'owner' {
  if (text === 'stall' || text === 'owner') return text;
  throw new CommandFailure(`--class ${text} is none: write stall or owner`);
}
