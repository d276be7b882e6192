/**
 * Writes what a command made. Each file is there in one step, so that whoever watches it never reads a half of it. None
 * is put in its place before all are on the disk; then they come one after the other, as they were given.
 */
import { randomBytes } from 'node:crypto';
import { access, chmod, constants, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';

import { CommandFailure } from './command.js';
import { explain } from './explain.js';

export interface NewFile {
  readonly file: string;
  readonly content: string | Uint8Array;
}

export interface Target {
  readonly file: string;
  /** The option that names it. */
  readonly option: string;
  /** What it is to be: "model". */
  readonly what: string;
  /** Whether what is there already is one as well, so that nothing else is lost with it. */
  readonly isOne: (content: Buffer) => boolean;
  /** Files that the same command reads or writes. */
  readonly given?: readonly string[];
}

/** What else is there stays as it is: a name was most likely mistaken. */
export async function refuseToOverwrite({ file, option, what, isOne, given = [] }: Target): Promise<void> {
  const there = await readFile(file).catch(() => undefined);
  if (there && there.length > 0 && !isOne(there))
    throw new CommandFailure(
      `${file} is there already and is no ${what}: it is left as it is. Give ${option} another name.`,
    );
  const [own, ...others] = await Promise.all([file, ...given].map(whereabouts));
  if (own !== undefined && others.includes(own))
    throw new CommandFailure(`${file} is named for something else as well: give ${option} another name.`);
}

/** Rejects where it could not be written, before time is spent on what is to be in it. */
export async function tryToWrite({ file, option }: Target): Promise<void> {
  await explain(`${file} can't be written`, adviceOn(option), async () => {
    const draft = draftOf(await findTarget(file));
    await (await open(draft, 'wx')).close();
    await rm(draft);
  });
}

/** @param option that named the files */
export async function writeFiles(files: readonly NewFile[], option: string): Promise<void> {
  const drafts: { readonly file: string; readonly target: string; readonly draft: string }[] = [];
  const explained = (file: string, work: () => Promise<void>) =>
    explain(`${file} can't be written`, adviceOn(option), work);
  try {
    for (const { file, content } of files)
      await explained(file, async () => {
        const target = await findTarget(file);
        const draft = draftOf(target);
        drafts.push({ file, target, draft });
        await writeDraft(draft, target, content);
      });
    for (const { file, target, draft } of drafts) await explained(file, () => rename(draft, target));
  } finally {
    await Promise.all(drafts.map(({ draft }) => rm(draft, { force: true })));
  }
}

const adviceOn = (option: string) =>
  `Give ${option} a file in a folder that there is, and that this user may write`;

/** What a command that was ended left behind is in no later one's way, whose process may have the same number. */
const draftOf = (target: string) => `${target}.${randomBytes(6).toString('hex')}.new`;

/** On the disk before it has its name, and open to those to whom the earlier one was. */
async function writeDraft(draft: string, target: string, content: string | Uint8Array): Promise<void> {
  const opened = await open(draft, 'wx');
  try {
    await opened.writeFile(content);
    await opened.sync();
  } finally {
    await opened.close();
  }
  const rights = await stat(target).catch(() => undefined);
  if (rights) await chmod(draft, rights.mode);
}

/** Where a link leads. What is there and may not be written is not replaced either. */
async function findTarget(file: string): Promise<string> {
  const target = await whereabouts(file);
  const there = await stat(target).catch(() => undefined);
  if (there?.isDirectory()) throw Object.assign(new Error('it is a directory'), { code: 'EISDIR' });
  if (there) await access(target, constants.W_OK);
  return target;
}

async function whereabouts(file: string): Promise<string> {
  const whole = resolve(file);
  return realpath(whole).catch(async () => {
    const folder = await realpath(dirname(whole)).catch(() => dirname(whole));
    return join(folder, basename(whole));
  });
}
