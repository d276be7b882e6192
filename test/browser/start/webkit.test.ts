import { walkEveryRow } from './every-row.js';

walkEveryRow('webkit');
