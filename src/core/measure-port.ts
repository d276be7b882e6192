/** What the engine's measure stage is asked and told, which it heeds while the shopper allows it. */
import type { Done } from './measure/count.js';
import type { Connection } from './shop-state.js';

export type MeasureCall =
  /** Time to look after what is kept: on a page that has opened, or is connected again. */
  | readonly [name: 'open']
  /** The experiments that run, each with the device's arm; none without leave. */
  | readonly [name: 'arms']
  /** A place that belongs to the experiment was looked at. */
  | readonly [name: 'exposed', experiment: string]
  /** @param connection as the page knew it then */
  | readonly [name: 'did', done: Done, connection: Connection];
