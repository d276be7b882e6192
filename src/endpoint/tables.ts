/**
 * The rows that the endpoint keeps, for Kysely. Every primary key leads with the
 * shop; times are ISO 8601 in UTC unless they say milliseconds; flags are 0 or 1.
 */
import type { MeasureTables } from './measure-tables.js';

export interface IntentRow {
  shop: string;
  id: string;
  hash: string;
  device: string;
  seq: number;
  type: string;
  order_id: string;
  forked: number;
  jws: string;
  received_at: string;
  refused: string | null;
}

export interface OrderRow {
  shop: string;
  id: string;
  hash: string;
  device: string;
  claim: string;
  forked: number;
  state: string;
  payment: string;
  rev: number;
  amount: number;
  accepted: number;
  /** JSON */
  lines: string;
  deposits: number;
  differs: number;
  depot: string;
  slot: string;
  /** JSON */
  held: string;
  discount: number;
  /** JSON */
  alternates: string | null;
  contact: string | null;
  /** JSON */
  reason: string | null;
  /** The code of what was in the way first; it never changes. */
  cause: string | null;
  until: string | null;
  placed_at: string;
  received_at: string;
  /** On its device, by that device's clock; null where it has not said so. */
  waited_ms: number | null;
  /** Of an order that came by its receipt, what that says; null where its intent does. */
  mode: string | null;
  /** The device's change count at this order's last change. */
  change: number;
  point_rate: number;
  redeemed: number;
  /** What they take off. */
  redeemed_off: number;
  /** What it had redeemed before it came to nothing. */
  released: number;
  /** Points that it has brought; null until it is settled. */
  earned: number | null;
  /** The shop's, where it has changed since it was placed. */
  stall_change: number | null;
}

/** A device's newest; durations and moments in milliseconds. */
export interface LeaseRow {
  shop: string;
  device: string;
  key: string;
  /** JSON */
  items: string;
  ttl_ms: number;
  margin_ms: number;
  grace_ms: number | null;
  reclaim_at: number | null;
  open: number;
  address: string | null;
  rev: number;
}

/** Of a device, in points. */
export interface PointRow {
  shop: string;
  device: string;
  balance: number;
  leased: number;
  held: number;
  spent: number;
  owed: number;
  earned: number;
}

export interface Tables extends MeasureTables {
  intents: IntentRow;
  orders: OrderRow;
  devices: { shop: string; device: string; changes: number };
  device_numbers: { shop: string; device: string; seq: number; intent: string };
  /** `quantity` is the pool. */
  stock: {
    shop: string;
    variant: string;
    depot: string;
    quantity: number;
    leased: number;
    sold: number;
    owed: number;
    buffer: number;
    /** It is counted no more. */
    ended: number;
  };
  depots: { shop: string; id: string; status: string; reason: string | null };
  leases: LeaseRow;
  points: PointRow;
  /** Of those that are more than shoppers. */
  device_rights: { shop: string; device: string; class: string; manual: number };
  enrol_codes: {
    shop: string;
    hash: string;
    class: string;
    manual: number;
    until: string;
    /** Which has used it. */
    device: string | null;
  };
  /** `ends` in epoch milliseconds. */
  places: { shop: string; depot: string; slot: string; ends: number; taken: number };
  contacts: { shop: string; hash: string; jwe: string; received_at: string };
  catalogs: { shop: string; version: string; hash: string; source: string; received_at: string };
  /** Devices of which no contact is kept any more. */
  forgotten: { shop: string; device: string; at: string };
  migrations: { name: string; applied_at: string };
}
