import { patch } from './patch.js';

/** The next one that this page begins, and when it is over. */
export function nextTransaction(): Promise<{ readonly over: Promise<unknown> }> {
  const { transaction: begin } = IDBDatabase.prototype;
  return new Promise((resolve) => {
    const putBack = patch(IDBDatabase.prototype, 'transaction', {
      value: function (this: IDBDatabase, ...asked: Parameters<typeof begin>) {
        putBack();
        const transaction = begin.apply(this, asked);
        const over = new Promise((end) => transaction.addEventListener('complete', end));
        resolve({ over });
        return transaction;
      },
    });
  });
}
