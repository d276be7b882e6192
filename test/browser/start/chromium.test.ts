import { walkEveryRow } from './every-row.js';

walkEveryRow('chromium');
