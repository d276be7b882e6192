/** An address of the web without its fragment; undefined if the text is none. */
export function toUrl(text: unknown, base: string): URL | undefined {
  if (typeof text !== 'string') return undefined;
  try {
    const url = new URL(text, base);
    url.hash = '';
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch (error) {
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}
