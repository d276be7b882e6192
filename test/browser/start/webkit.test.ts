import { WIDELY } from '../../support/journey/shopper.js';
import { oneOfEach, startRows } from '../../support/journey/start-rows.js';
import { walkRows } from './walk-rows.js';

walkRows('webkit', WIDELY.includes('webkit') ? startRows : oneOfEach);
