/** Changes of maps that can be undone, the last one first. */
export class UndoLog {
  readonly #steps: (() => void)[] = [];

  /** A point to come back to. */
  get length(): number {
    return this.#steps.length;
  }

  readonly set = <K, V>(map: Map<K, V>, key: K, value: V): void => {
    const before = map.get(key);
    this.#steps.push(() => (before === undefined ? map.delete(key) : map.set(key, before)));
    map.set(key, value);
  };

  delete<K, V>(map: Map<K, V>, key: K): boolean {
    const before = map.get(key);
    if (before === undefined) return false;
    this.#steps.push(() => map.set(key, before));
    return map.delete(key);
  }

  undoTo(length: number): void {
    while (this.#steps.length > length) this.#steps.pop()?.();
  }

  forget(): void {
    this.#steps.length = 0;
  }
}
