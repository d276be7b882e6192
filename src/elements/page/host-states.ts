/** An element's custom states, `:state(empty)`, in browsers that have them; elsewhere nothing happens. */
export class HostStates {
  readonly #states: CustomStateSet | undefined;

  constructor(host: HTMLElement) {
    this.#states = host.attachInternals?.().states;
  }

  /** Sets each named state on or off; the others stay. */
  set(states: Readonly<Record<string, boolean>>): void {
    for (const [name, on] of Object.entries(states)) {
      if (!on) this.#states?.delete(name);
      else this.#add(name);
    }
  }

  #add(name: string) {
    try {
      this.#states?.add(name);
    } catch (error) {
      // Chromium before 125 takes only names that start with two dashes: no theme can match these.
      if (!(error instanceof DOMException)) throw error;
    }
  }
}
