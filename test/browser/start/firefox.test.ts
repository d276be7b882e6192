import { WIDELY } from '../../support/journey/shopper.js';
import { oneOfEach, startRows } from '../../support/journey/start-rows.js';
import { walkRows } from './walk-rows.js';

walkRows('firefox', WIDELY.includes('firefox') ? startRows : oneOfEach);
