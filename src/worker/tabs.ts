/**
 * Tells the other tabs of the same shop what changed, and hears it from them. Where a
 * browser has no BroadcastChannel, tabs learn of each other on reload; where it refuses
 * one, it refuses storage as well, and tabs have nothing in common.
 */
import type { TabMessage } from './room.js';

export interface Tabs {
  tell(message: TabMessage): void;
  open(): void;
  close(): void;
}

export function createTabs(shopId: string, hear: (message: TabMessage) => void): Tabs {
  let channel: BroadcastChannel | undefined;
  const open = () => {
    if (channel || typeof BroadcastChannel === 'undefined') return;
    try {
      channel = new BroadcastChannel(`punnet:${shopId}`);
    } catch {
      return;
    }
    channel.onmessage = (event: MessageEvent<TabMessage>) => hear(event.data);
  };
  open();
  return {
    tell: (message) => channel?.postMessage(message),
    open,
    close: () => {
      channel?.close();
      channel = undefined;
    },
  };
}
