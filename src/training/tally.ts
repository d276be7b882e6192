/** Counts what becomes of each line of a file, and keeps what its owner is to be told. Every line is counted once. */

export interface OrderProblem {
  /** The first, where it is of several. */
  readonly line: number;
  /** A part of a sentence; it has no shopper's name or address in it. */
  readonly text: string;
}

/** Lines of orders by what became of them; together they are all there are. */
export interface LineCounts {
  /** They are in what shoppers bought. */
  readonly taken: number;
  /** Of orders that came to nothing. */
  readonly cancelled: number;
  /** Given back. */
  readonly returned: number;
  /** Of orders without a shopper. */
  readonly guests: number;
  /** Of what the catalog doesn't have. */
  readonly unknown: number;
  /** They, or their orders, can't be read. */
  readonly bad: number;
}

export interface OrderCounts {
  readonly taken: number;
  readonly cancelled: number;
  readonly guests: number;
}

const MOST_SHOWN = 80;

export class Tally {
  readonly lines = { taken: 0, cancelled: 0, returned: 0, guests: 0, unknown: 0, bad: 0 };
  readonly orders = { taken: 0, cancelled: 0, guests: 0 };
  /** Of the lines that are taken, those that say no size where there are several. */
  sizeless = 0;
  readonly #problems: OrderProblem[] = [];
  readonly #unknown = new Map<string, { line: number; lines: number }>();

  /** @param lines that it makes unreadable */
  bad(line: number, text: string, lines = 1): void {
    this.lines.bad += lines;
    this.#problems.push({ line, text });
  }

  unknown(line: number, texts: readonly string[]): void {
    this.lines.unknown += 1;
    const name = texts.map(show).join(' or ');
    const same = this.#unknown.get(name);
    if (same) same.lines += 1;
    else this.#unknown.set(name, { line, lines: 1 });
  }

  /** By their lines. */
  problems(): readonly OrderProblem[] {
    const unknown = [...this.#unknown].map(([name, { line, lines }]) => {
      const more =
        lines > 1 ? `, and ${lines} lines are left out, of which this is the first` : ', so this is left out';
      return { line, text: `the catalog has no ${name}${more}` };
    });
    return [...this.#problems, ...unknown].sort((one, other) => one.line - other.line);
  }
}

/** Not what may be an address, where cells are not under their columns. */
function show(text: string): string {
  if (text.includes('@')) return 'product of that name';
  const shown = text.replaceAll(/\p{Cc}+/gu, ' ');
  return `"${shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown}"`;
}
