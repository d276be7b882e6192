/** What a page says of a product besides sizes and prices: picture, text, tags. */
import type { Image } from '../catalog-schema.js';
import { toAbsolute } from './addresses.js';
import { isFields, textOf, thingsOf, type PageGraph, type PageNode } from './node.js';
import { toPlainText } from './plain-text.js';

const LONGEST_DESCRIPTION = 5_000;
const LONGEST_TAG = 60;
const MOST_TAGS = 60;
const LONGEST_ALT = 500;
const LONGEST_ADDRESS = 2_048;

/** The product's own, else that of its first size that has one. */
export function imageOf(nodes: readonly PageNode[], graph: PageGraph): Image | undefined {
  for (const node of nodes) {
    const image = ownImage(node, graph);
    if (image) return image;
  }
  return undefined;
}

function ownImage(node: PageNode, graph: PageGraph): Image | undefined {
  const [thing] = thingsOf(node, 'image', graph);
  const value = node.fields['image'];
  const first = Array.isArray(value) ? (value as readonly unknown[])[0] : value;
  const written = thing && isFields(first) ? imageAddress(thing) : textOf(first);
  const src = written ? toAbsolute(written, graph.address) : undefined;
  if (src === undefined || !/^https?:/.test(src) || src.length > LONGEST_ADDRESS) return undefined;
  const alt = toPlainText(textOf(thing?.fields['caption'])).slice(0, LONGEST_ALT);
  const width = pixels(thing?.fields['width']);
  const height = pixels(thing?.fields['height']);
  return { src, alt, ...(width && height ? { width, height } : {}) };
}

function imageAddress({ fields }: PageNode): string {
  return textOf(fields['url']) || textOf(fields['contentUrl']) || textOf(fields['@id']);
}

function pixels(value: unknown): number | undefined {
  const size = Number(textOf(isFields(value) ? value['value'] : value));
  return Number.isInteger(size) && size >= 1 && size <= 20_000 ? size : undefined;
}

/** As plain text; what is longer than a catalog allows ends at a word. */
export function descriptionOf({ fields }: PageNode): string {
  const text = toPlainText(textOf(fields['description']));
  if (text.length <= LONGEST_DESCRIPTION) return text;
  return `${text.slice(0, LONGEST_DESCRIPTION - 1).replace(/\s\S*$/, '')}\u2026`;
}

/** Of `category` and `keywords`, each once; addresses of someone's taxonomy are no tags. */
export function tagsOf({ fields }: PageNode): readonly string[] {
  const texts = ['category', 'keywords'].flatMap((name) => textsIn(fields[name]));
  const tags = texts
    .map((tag) => toPlainText(tag))
    .filter((tag) => tag && tag.length <= LONGEST_TAG && !/^https?:/.test(tag));
  return [...new Set(tags)].slice(0, MOST_TAGS);
}

function textsIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap((entry: unknown) => textOf(entry) || []);
  return textOf(value).split(/\s*(?:,|>)\s*/);
}
