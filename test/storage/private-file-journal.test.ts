import { openPrivateFileJournal } from '../../src/storage/private-file-journal.js';
import { absentJournalContract, journalContract } from '../support/journal-contract.js';
import { patch } from '../support/patch.js';
import { startStorageWorker } from '../support/worker-storage.js';

/** The browser's own word on it; a private window would refuse, a test's window does not. */
const hasPrivateFiles = typeof navigator.storage?.getDirectory === 'function';
const contract = hasPrivateFiles ? journalContract : absentJournalContract;

describe('the journal of intents, on a page', () => {
  contract(openPrivateFileJournal);
});

describe('the journal of intents, in a worker', () => {
  let worker: ReturnType<typeof startStorageWorker>;
  before(() => void (worker = startStorageWorker()));
  after(() => worker.end());
  contract((shopId) => worker.openJournal(shopId));
});

describe('the journal of intents where the private file system is refused', () => {
  let putBack: () => void;
  beforeEach(() => {
    const refuse = () => Promise.reject(new DOMException('private window', 'SecurityError'));
    putBack = patch(navigator, 'storage', { value: { getDirectory: refuse } });
  });
  afterEach(() => putBack());
  absentJournalContract(openPrivateFileJournal);
});
