/**
 * A worker stands still while it imports a script, with basket and orders in it: so the page fetches it before. The
 * script does nothing until somebody makes a stage of it.
 */
export async function fetchFirst(url: string): Promise<void> {
  await import(url).catch(() => undefined);
}
