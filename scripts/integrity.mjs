import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';

/** Writes integrity.json: for each file that a page may load, its subresource integrity hash. */
export async function writeIntegrity(folder) {
  const names = (await readdir(folder, { recursive: true })).map((name) => name.replaceAll('\\', '/'));
  const hashes = {};
  for (const name of names.filter(isForPages).sort()) {
    const digest = createHash('sha384').update(await readFile(`${folder}/${name}`));
    hashes[name] = `sha384-${digest.digest('base64')}`;
  }
  await writeFile(`${folder}/integrity.json`, `${JSON.stringify(hashes, null, 2)}\n`);
}

const isForPages = (name) => /^(punnet\.[a-z.-]+|chunks\/[^/]+)$/.test(name);
