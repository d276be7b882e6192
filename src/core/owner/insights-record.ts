/** The endpoint's last answer to the owner as their device keeps it, where it is told to remember. */
export interface InsightsRecord {
  readonly rev: number;
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly from: string;
  readonly to: string;
  /** As it came; parsed again when it is read. */
  readonly text: string;
}
