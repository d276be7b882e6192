/** Goes to a page. One that has come is looked at, whatever it still waits for. */
import type { GoToOptions, Page } from 'puppeteer-core';

/**
 * @param go starts the way there
 * @returns the reason if no page came
 */
export async function arriveBy(
  page: Page,
  timeoutMs: number,
  go: (options: GoToOptions) => Promise<unknown>,
): Promise<string | undefined> {
  let came = false;
  const hear = () => (came = true);
  page.on('framenavigated', hear);
  try {
    await go({ timeout: timeoutMs, waitUntil: 'domcontentloaded' });
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!came || !/timeout/i.test(message)) return /net::ERR_[A-Z_]+/.exec(message)?.[0] ?? message;
  } finally {
    page.off('framenavigated', hear);
  }
  return undefined;
}
