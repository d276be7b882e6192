/** German, for a site that is kept on the device. */
import type { ShellTerms } from './terms.js';

export const DE_SHELL: ShellTerms = {
  updateReady: 'Neue Version bereit',
  updateHint: 'Die Seite lädt neu. Korb und Bestellungen bleiben auf diesem Gerät.',
  updateNow: 'Aktualisieren und neu laden',
};
