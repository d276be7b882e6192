/** Where one further stage is brought to, and what it has made is kept: loaded again after a failure, and made once. */
import type { Outcome } from '../core/shop-port.js';
import { loadStage, type Stages } from './load-stage.js';

export interface StageSeat<Made> {
  /** What it has made, once it has. */
  made: Made | undefined;
  /** @param within runs the making, and may run it again */
  bring(url: string, within?: (making: () => Promise<void>) => Promise<void>): Promise<Outcome>;
}

export function createSeat<Name extends keyof Stages, Made>(
  name: Name,
  parts: readonly unknown[],
  make: (stage: Stages[Name]) => Made | Promise<Made>,
): StageSeat<Made> {
  const seat: StageSeat<Made> = {
    made: undefined,
    async bring(url, within = (making) => making()) {
      if (!seat.made) {
        const loaded = await loadStage(name, url, parts);
        if (!loaded.ok) return loaded;
        // Another may have brought it meanwhile.
        await within(async () => void (seat.made ??= await make(loaded.stage)));
      }
      return { ok: true };
    },
  };
  return seat;
}
