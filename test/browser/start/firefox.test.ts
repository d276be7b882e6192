import { walkEveryRow } from './every-row.js';

walkEveryRow('firefox');
