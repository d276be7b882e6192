import { startRows } from '../../support/journey/start-rows.js';
import { walkRows } from './walk-rows.js';

walkRows('chromium', startRows);
