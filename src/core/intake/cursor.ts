/**
 * The mark that says how much a device has been told: opaque to it, its own change
 * count to the endpoint. A mark of another device, or from a database that has
 * since been set back, counts as none.
 */

const MARK = /^(\d{1,15})\.([A-Za-z0-9_-]{8})$/;

export function toCursor(device: string, change: number): string {
  return `${change}.${device.slice(0, 8)}`;
}

/** @param last the device's change count */
export function readCursor(cursor: string | null, device: string, last: number): number {
  const [, count = '', owner = ''] = MARK.exec(cursor ?? '') ?? [];
  const change = Number(count);
  return owner === device.slice(0, 8) && change <= last ? change : 0;
}
