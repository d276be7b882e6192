/** Leases and what a device may do, as rows and back. */
import type { LeasedItem, LedgerLease } from '../core/intake/lease-ledger.js';
import type { DeviceRights, EnrolCode } from '../core/intake/owner-ledger.js';
import type { DeviceClass } from '../core/protocol/intent.js';
import type { LeaseRow } from './tables.js';

export function toLeaseRow(shop: string, lease: LedgerLease): LeaseRow {
  return {
    shop,
    device: lease.device,
    key: lease.key,
    items: JSON.stringify(lease.items),
    ttl_ms: lease.ttlMs,
    margin_ms: lease.marginMs,
    grace_ms: lease.graceMs,
    reclaim_at: lease.reclaimAt,
    open: Number(lease.open),
    address: lease.address ?? null,
    rev: lease.rev,
  };
}

export function toLedgerLease(row: LeaseRow): LedgerLease {
  return {
    device: row.device,
    key: row.key,
    items: (JSON.parse(row.items) as LeasedItem[]).map(withGranted),
    ttlMs: Number(row.ttl_ms),
    marginMs: Number(row.margin_ms),
    graceMs: row.grace_ms === null ? null : Number(row.grace_ms),
    reclaimAt: row.reclaim_at === null ? null : Number(row.reclaim_at),
    open: row.open === 1,
    ...(row.address === null ? {} : { address: row.address }),
    rev: row.rev,
  };
}

/** Before a lease could have more than one place in a slot, none said how many it was granted. */
function withGranted(item: LeasedItem): LeasedItem {
  return 'slot' in item ? { ...item, granted: (item as { granted?: number }).granted ?? 1 } : item;
}

export function toRights(row: { readonly class: string; readonly manual: number } | undefined): DeviceRights {
  return { class: (row?.class ?? 'shopper') as DeviceClass, manualReclaim: row?.manual === 1 };
}

export function toEnrolCode(row: {
  readonly class: string;
  readonly manual: number;
  readonly until: string;
  readonly device: string | null;
}): EnrolCode {
  const { until, device } = row;
  return { rights: toRights(row), until, ...(device === null ? {} : { device }) };
}

export function toRightsColumns({ class: kind, manualReclaim }: DeviceRights) {
  return { class: kind, manual: Number(manualReclaim) };
}
