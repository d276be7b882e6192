/** Where one further stage is brought to, and what it has made is kept: loaded again after a failure, and made once. */
import type { Outcome } from '../core/shop-port.js';

export interface StageSeat<Made> {
  /** What it has made, once it has. */
  made: Made | undefined;
  /** @param within runs the making, and may run it again */
  bring(url: string, within?: (making: () => Promise<void>) => Promise<void>): Promise<Outcome>;
}

export function createSeat<Stage, Made>(
  load: (url: string) => Promise<Outcome<{ stage: Stage }>>,
  make: (stage: Stage) => Made | Promise<Made>,
): StageSeat<Made> {
  const seat: StageSeat<Made> = {
    made: undefined,
    async bring(url, within = (making) => making()) {
      if (!seat.made) {
        const loaded = await load(url);
        if (!loaded.ok) return loaded;
        // Another may have brought it meanwhile.
        await within(async () => void (seat.made ??= await make(loaded.stage)));
      }
      return { ok: true };
    },
  };
  return seat;
}
