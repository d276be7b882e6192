/**
 * The rows that the endpoint keeps, for Kysely. Every primary key leads with the
 * shop; times are ISO 8601 in UTC unless they say milliseconds; flags are 0 or 1.
 */
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
  /** JSON */
  lines: string;
  deposits: number;
  differs: number;
  depot: string;
  slot: string;
  /** JSON */
  held: string;
  contact: string | null;
  /** JSON */
  reason: string | null;
  until: string | null;
  placed_at: string;
  received_at: string;
  /** The device's change count at this order's last change. */
  change: number;
}

export interface Tables {
  intents: IntentRow;
  orders: OrderRow;
  devices: { shop: string; device: string; changes: number };
  device_numbers: { shop: string; device: string; seq: number; intent: string };
  stock: { shop: string; variant: string; depot: string; quantity: number };
  /** `ends` in epoch milliseconds. */
  places: { shop: string; depot: string; slot: string; ends: number; taken: number };
  contacts: { shop: string; hash: string; jwe: string; received_at: string };
  catalogs: { shop: string; version: string; hash: string; source: string; received_at: string };
  migrations: { name: string; applied_at: string };
}
