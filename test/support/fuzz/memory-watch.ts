/** What a process holds in memory, looked at once a second. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const LOOK_MS = 1_000;

export interface MemorySeen {
  readonly rssStartMb: number;
  readonly rssEndMb: number;
  readonly rssMaxMb: number;
}

export class MemoryWatch {
  readonly #pid: number;
  #start = 0;
  #max = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(pid: number) {
    this.#pid = pid;
  }

  /** Once it has warmed up. */
  async start(): Promise<void> {
    this.#start = await this.#look();
    this.#timer = setInterval(() => void this.#look(), LOOK_MS);
  }

  async end(): Promise<MemorySeen> {
    clearInterval(this.#timer);
    const end = await this.#look();
    return { rssStartMb: this.#start, rssEndMb: end, rssMaxMb: this.#max };
  }

  async #look(): Promise<number> {
    const rss = Math.round((await readRssKb(this.#pid)) / 1_000);
    this.#max = Math.max(this.#max, rss);
    return rss;
  }
}

/** 0 if the process is gone. */
async function readRssKb(pid: number): Promise<number> {
  try {
    const status = await readFile(`/proc/${pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0);
  } catch {
    const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]).catch(() => ({
      stdout: '0',
    }));
    return Number(stdout);
  }
}
