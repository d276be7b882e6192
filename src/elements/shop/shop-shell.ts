/** Looks after the page's shell, and what the status shows of it. Loads where a shop names a service worker. */
import { html, type TemplateResult } from 'lit';

import { registerShell, type Shell, type ShellState } from '../../bridge/register-shell.js';
import type { ShopProblem } from '../../core/shop-config.js';
import { EN_SHELL } from '../../locales/en-shell.js';
import type { ShellKey, TermSet } from '../../locales/terms.js';
import type { Localizer } from '../localizer.js';
import { SHELL, type ShellShop } from './shell-code.js';
import type { StatusMessage } from '../status/status-messages.js';

const SHELL_TERMS: TermSet<ShellKey> = {
  en: EN_SHELL,
  load: {
    de: async () => (await import('../../locales/de-shell.js')).DE_SHELL,
    ar: async () => (await import('../../locales/ar-shell.js')).AR_SHELL,
  },
};

const registered = new Set<string>();
/** The one that is on the page, or was last: problems are told where somebody hears them. */
let reporter: ShellShop | undefined;
let shell: Shell | undefined;

/** How it stands with the site: kept, waiting for another build, or neither. */
export let shellState: ShellState = 'none';

/** Once for the page and each file. */
export function keep(shop: ShellShop): void {
  const { serviceWorker: address } = shop;
  if (!reporter?.isConnected) reporter = shop;
  if (!address || registered.has(address)) return;
  registered.add(address);
  const changed = (state: ShellState) => {
    shellState = state;
    SHELL.hosts.forEach((host) => host.requestUpdate());
  };
  const report = (problem: ShopProblem) => reporter?.report(problem);
  void registerShell(address, { changed, report }).then((found) => (shell = found ?? shell));
}

interface Update {
  readonly message: StatusMessage;
  readonly button: TemplateResult;
}

/** What the status says and offers while another build waits. */
export function toUpdate(words: Localizer<ShellKey>): Update | undefined {
  if (shellState !== 'update') return undefined;
  words.include(SHELL_TERMS);
  return {
    message: { word: 'updateReady', hint: 'updateHint', tone: 'wait' },
    button: html`<button
      type="button"
      class="button secondary"
      part="button secondary-button update-button"
      @click=${() => shell?.update()}
    >
      ${words.t('updateNow')}
    </button>`,
  };
}
