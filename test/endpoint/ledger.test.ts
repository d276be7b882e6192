import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { openDatabase } from '../../src/endpoint/database.js';
import { createSqlLedger } from '../../src/endpoint/sql-ledger.js';
import { addFirstCounts } from '../../src/endpoint/stock-file.js';
import { describeLedger, type LedgerUnderTest } from '../support/ledger-contract.js';
import { describePersons } from '../support/person-contract.js';
import { describePoints } from '../support/point-contract.js';
import { MemoryLedger } from '../support/memory-ledger.js';

const openMemory = async (): Promise<LedgerUnderTest> => {
  const store = new MemoryLedger();
  return {
    store,
    countStock: (variant, depot, quantity) => store.countStock(variant, depot, quantity),
    close: () => undefined,
  };
};

const openSql = async (): Promise<LedgerUnderTest> => {
  const dir = await mkdtemp(join(tmpdir(), 'punnet-'));
  const database = await openDatabase(join(dir, 'punnet.db'));
  const store = createSqlLedger(database, 'millrace');
  // Another shop on the same database must never be seen.
  await addFirstCounts(database, 'other', [{ variant: 'honey-340', depot: 'station', left: 99 }]);
  return {
    store,
    countStock: async (variant, depot, left) => {
      await addFirstCounts(database, 'millrace', [{ variant, depot, left }]);
    },
    close: async () => {
      await database.destroy();
      await rm(dir, { recursive: true });
    },
  };
};

for (const [name, open] of [
  ['memory', openMemory],
  ['SQL', openSql],
] as const) {
  describeLedger(name, open);
  describePoints(name, open);
  describePersons(name, open);
}
