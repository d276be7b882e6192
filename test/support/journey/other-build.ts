/** The built files under another build's name, as the next release would be: same code, other id, other hashes. */
import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const DIST = join(import.meta.dirname, '../../../dist');
const SHELL = 'punnet.service-worker.js';

/** Writes it into a folder. @returns its id */
export async function writeOtherBuild(folder: string, id = '0badcafe'): Promise<string> {
  await mkdir(join(folder, 'chunks'), { recursive: true });
  const entry = await readFile(join(DIST, 'punnet.js'), 'utf8');
  const own = /Symbol\.for\("punnet:([0-9a-f]{8})"\)/.exec(entry)?.[1];
  if (!own) throw new Error('the built script names no build');
  const chunks = (await readdir(join(DIST, 'chunks'))).map((name) => `chunks/${name}`);
  let shell = (await readFile(join(DIST, SHELL), 'utf8')).replaceAll(own, id);
  for (const name of ['punnet.js', 'punnet.worker.js', 'punnet.classic.js', 'punnet.css', ...chunks]) {
    const text = await readFile(join(DIST, name), 'utf8');
    const changed = text.replaceAll(own, id);
    await writeFile(join(folder, name), changed);
    shell = shell.replaceAll(hash(text), hash(changed));
  }
  await writeFile(join(folder, SHELL), shell);
  return id;
}

const hash = (text: string) => createHash('sha256').update(text).digest('base64');
