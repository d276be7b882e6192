/** Which of one build's files a shell needs, by what its pages say. */

/** Hashes by the file's name, as `sha256-…`. */
export type Hashes = Readonly<Record<string, string>>;

export interface BuildFiles {
  readonly id: string;
  /** To sell, to order and to show orders with the network gone. */
  readonly always: Hashes;
  /** Of tags that load on use. */
  readonly tags: Readonly<Record<string, Hashes>>;
  readonly languages: Readonly<Record<string, Hashes>>;
  /** Needed where a page names them, or has come to use them. */
  readonly others: Hashes;
}

/** The build's own files that pages with this text need, with their hashes. */
export function filesFor(build: BuildFiles, html: string): Hashes {
  const wanted = { ...build.always };
  for (const [tag, files] of Object.entries(build.tags))
    if (new RegExp(`<${tag}[\\s>]`, 'i').test(html)) Object.assign(wanted, files);
  for (const [language, files] of Object.entries(build.languages))
    if (new RegExp(`\\slang\\s*=\\s*["']?${language}\\b`, 'i').test(html)) Object.assign(wanted, files);
  for (const [name, hash] of Object.entries(build.others)) {
    // A page names its own file for the worker, and that one names ours.
    const isNamed = html.includes(name) || (name.includes('.worker.') && html.includes('worker-src'));
    if (isNamed) Object.assign(wanted, { [name]: hash });
  }
  return wanted;
}

/** Every file of the build with its hash. */
export function allFiles({ always, tags, languages, others }: BuildFiles): Hashes {
  const groups = [...Object.values(tags), ...Object.values(languages)];
  return Object.assign({}, others, ...groups, always) as Hashes;
}
