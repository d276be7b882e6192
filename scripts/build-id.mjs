import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Eight characters that change whenever anything changes that the built files are made of. */
export function buildId() {
  const hash = createHash('sha256');
  for (const file of sourceFiles()) hash.update(file).update('\0').update(readFileSync(file)).update('\0');
  return hash.digest('hex').slice(0, 8);
}

/** Every file that decides what is built, in a fixed order. */
export function sourceFiles() {
  const inside = (folder) =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).replaceAll('\\', '/'));
  const files = [
    'package-lock.json',
    'package.json',
    'rollup.config.mjs',
    'tsconfig.json',
    ...inside('scripts'),
    ...inside('src'),
  ];
  // What the sizes are expected to be follows from a build, and decides nothing in it.
  return files.filter((file) => file !== 'scripts/sizes.json').sort();
}
