import { setOffline } from '../../../scripts/offline.mjs';

/**
 * `await executeServerCommand('set-offline', { offline: true })` cuts the page and its workers off, in
 * Chromium and Firefox. WebKit's driver has no such switch: there the command fails.
 */
export function offlinePlugin() {
  return {
    name: 'set-offline',
    async executeCommand({ command, payload, session }) {
      if (command !== 'set-offline') return undefined;
      const page = session.browser.getPage?.(session.id);
      if (!page) throw new Error(`${session.browser.name} cannot be taken offline by its driver`);
      await setOffline(page, Boolean(payload?.offline));
      return true;
    },
  };
}
