/** What the owner has said: of depots, of what devices may do, and of codes that let them do it. */
import type { DepotState } from '../protocol/fields.js';
import type { DeviceClass } from '../protocol/intent.js';

/** What a device may do besides ordering. */
export interface DeviceRights {
  readonly class: DeviceClass;
  /** Its leases end when they are given up, and never by themselves. */
  readonly manualReclaim: boolean;
}

/** What a one-time code makes of the device that uses it first. */
export interface EnrolCode {
  readonly rights: DeviceRights;
  /** ISO 8601, UTC: nobody can use it first after that. */
  readonly until: string;
  /** Which has used it. */
  readonly device?: string;
}

/** What the owner says of a depot. */
export interface DepotRecord {
  readonly id: string;
  readonly status: DepotState;
  readonly reason?: string;
}

export interface OwnerLedger {
  /** Depots of which the owner has said something. */
  depots(): Promise<readonly DepotRecord[]>;
  setDepot(depot: DepotRecord): Promise<void>;
  /** A shopper's unless it was enrolled. */
  rights(device: string): Promise<DeviceRights>;
  setRights(device: string, rights: DeviceRights): Promise<void>;
  /** @param hash SHA-256 of a one-time code. @param until ISO 8601, UTC */
  addEnrolCode(hash: string, rights: DeviceRights, until: string): Promise<void>;
  enrolCode(hash: string): Promise<EnrolCode | undefined>;
  /** It is this device's from then on; false if it was used before. */
  takeEnrolCode(hash: string, device: string): Promise<boolean>;
  /** Those that make a device of this class are worth nothing any more. */
  forgetEnrolCodes(kind: DeviceClass): Promise<void>;
  /** Whether any device is the owner's. */
  hasOwner(): Promise<boolean>;
}
