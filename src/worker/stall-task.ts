/** What a sync asks beside for a stall: what has changed, and from time to time what is promised where it stands. */
import type { StallTask } from '../core/outbox/drain.js';
import type { StallOrder } from '../core/protocol/stall.js';
import { nameItem } from '../core/stall/catalog-names.js';
import { hearNews } from '../core/stall/hear-news.js';
import type { StallPorts } from './stall-desk.js';

/** Orders promised at a depot are asked for again after that. */
const ASK_AGAIN_MS = 5 * 60_000;

/** @param here where the page says that this stall stands */
export function createStallTask(ports: StallPorts, here: () => string | undefined): StallTask {
  const { room, store } = ports;
  /** When a depot's orders were asked for, and when they were last told and kept. */
  let asking = { depot: '', at: -Infinity };
  let asked = asking;
  return {
    ask: async () => {
      const stall = await store.get(['stall']);
      const depot = here() ?? stall?.depot;
      const now = room.clock.elapsed();
      const isDue = depot !== asked.depot || now - asked.at > ASK_AGAIN_MS;
      if (depot === undefined || !isDue) return { cursor: stall?.cursor ?? null };
      asking = { depot, at: now };
      return { cursor: stall?.cursor ?? null, depot };
    },
    keep: async (answer, keys) => {
      const listener = {
        shop: room.shopId,
        now: room.clock.now(),
        nameItem: (line: StallOrder['lines'][number]) => nameItem(line, room.catalog()),
      };
      const kept = () => void (asked = asking);
      return { ...(await hearNews(ports, listener, answer, keys)), kept };
    },
  };
}
