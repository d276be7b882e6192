/**
 * `await executeServerCommand('emulate-features', { 'forced-colors': 'active' })` sets media features in
 * Chromium, forced colours and contrast among them; `{}` clears them again.
 */
/** What one session has set, another can't clear. */
const sessions = new WeakMap();

export function mediaPlugin() {
  return {
    name: 'emulate-features',
    async executeCommand({ command, payload, session }) {
      if (command !== 'emulate-features') return undefined;
      if (!/chrom/i.test(session.browser.name))
        throw new Error(`${session.browser.name} cannot emulate media features`);
      const page = session.browser.getPage(session.id);
      const devtools = sessions.get(page) ?? (await page.createCDPSession());
      sessions.set(page, devtools);
      const features = Object.entries(payload ?? {}).map(([name, value]) => ({ name, value }));
      await devtools.send('Emulation.setEmulatedMedia', { features });
      return true;
    },
  };
}
