/**
 * Runs inside every measured page, before its own scripts: notes long tasks and
 * layout shifts, and knows when something is really on screen. Must need nothing
 * from around it, since it crosses into the page as its source.
 */

export interface Watch {
  readonly longTasks: number[];
  shift: number;
  /** Through every open shadow root: the first laid-out element with that part. */
  find(part: string, within?: string): HTMLElement | undefined;
  /** Resolves with the time once a frame was painted in which `holds` is true. */
  painted(holds: () => boolean): Promise<number>;
  /** When `holds` was first true at the beginning of a frame. */
  firstFrame(holds: () => boolean): Promise<number>;
}

declare global {
  interface Window {
    watch: Watch;
  }
}

export function watchPage(): void {
  const watch: Watch = {
    longTasks: [],
    shift: 0,
    find(part, within) {
      const seek = (root: ParentNode): HTMLElement | undefined => {
        for (const element of root.querySelectorAll('*')) {
          const named = element.getAttribute('part')?.split(' ').includes(part);
          if (named && (element as HTMLElement).offsetHeight > 0) return element as HTMLElement;
          const inside = element.shadowRoot && seek(element.shadowRoot);
          if (inside) return inside;
        }
        return undefined;
      };
      const from = within === undefined ? document : document.querySelector(within);
      return from
        ? ((from as Element).shadowRoot && seek((from as Element).shadowRoot as ShadowRoot)) || seek(from)
        : undefined;
    },
    painted(holds) {
      return new Promise((resolve) => {
        const look = () =>
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.onmessage = () => {
              port1.close();
              if (holds()) resolve(performance.now());
              else look();
            };
            port2.postMessage(0);
          });
        look();
      });
    },
    firstFrame(holds) {
      return new Promise((resolve) => {
        const look = () => (holds() ? resolve(performance.now()) : requestAnimationFrame(look));
        look();
      });
    },
  };
  window.watch = watch;
  const observe = (type: string, note: (entry: PerformanceEntry) => void) => {
    if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  };
  observe('longtask', (entry) => watch.longTasks.push(entry.duration));
  observe('layout-shift', (entry) => {
    const { value, hadRecentInput } = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
    if (!hadRecentInput) watch.shift += value;
  });
}
