/** How far a long task is, for whoever waits: one line that changes in a terminal, a few lines in a file. */

export interface ProgressLine {
  /** @param done from 0 to 1 */
  show(step: string, done: number): void;
  /** What is printed next begins a line of its own. */
  end(): void;
}

/** What is written to a file tells of a quarter at a time. */
const QUARTER = 25;

interface Stream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export function createProgressLine(stream: Stream): ProgressLine {
  const { isTTY = false } = stream;
  let shown = '';
  return {
    show(step, done) {
      const percent = Math.floor(done * 100);
      const text = `${step}: ${isTTY ? percent : percent - (percent % QUARTER)} %`;
      if (text === shown) return;
      shown = text;
      stream.write(isTTY ? `\r${text}\u001B[K` : `${text}\n`);
    },
    end() {
      if (isTTY && shown) stream.write('\r\u001B[K');
      shown = '';
    },
  };
}
