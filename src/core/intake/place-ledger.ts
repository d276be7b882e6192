/** The places of slots: how many are taken, as long as that is of interest. */

export interface PlaceKey {
  readonly depot: string;
  readonly slot: string;
}

export interface PlacesTaken extends PlaceKey {
  readonly taken: number;
}

export interface PlaceLedger {
  /**
   * Whole or not at all.
   *
   * @param end epoch milliseconds; the count is of no interest after it
   * @param places how many
   */
  takePlace(key: PlaceKey, end: number, capacity: number, places: number): Promise<'taken' | 'full'>;
  /** @param places how many */
  returnPlace(key: PlaceKey, places: number): Promise<void>;
  /** How many are taken. It holds for the transaction: nobody else takes or returns one before its end. */
  takenAt(key: PlaceKey): Promise<number>;
  /** Slots that ended before `time` (epoch milliseconds). */
  placesOver(time: number, limit: number): Promise<readonly PlaceKey[]>;
  /** Its count is of no interest any more. */
  forgetPlace(key: PlaceKey): Promise<void>;
  /** Slots that end after `now` (epoch milliseconds) and have places taken. */
  placesTaken(now: number): Promise<readonly PlacesTaken[]>;
}
