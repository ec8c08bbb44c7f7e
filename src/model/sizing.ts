/** Two bounds between which a figure lies, both included. `max` null: it may be higher. */
export interface FigureRange {
  readonly min: number;
  readonly max: number | null;
}

/** How many nodes carry so many sessions. */
export interface NodesFor {
  readonly sessions: number;
  /** Null where the capacity is a lower bound: fewer may do. */
  readonly min: number | null;
  /** Null where not even one session fits into the used share of a node. */
  readonly max: number | null;
  /** What all of them send together, Mbit/s; null if not measured. */
  readonly egressMbps: number | null;
}

/** What a buyer needs, derived from a capacity. A node is a deployment like the one that was measured. */
export interface Sizing {
  /** Share of its capacity to which a node is used, 0 to 1. */
  readonly headroom: number;
  /** Whole sessions that a node carries at this share. */
  readonly sessionsPerNode: FigureRange;
  /** What a node sends then, Mbit/s; null if not measured. */
  readonly egressMbpsPerNode: FigureRange | null;
  /** `platform`: as its network interface counts; `received`: RTP payload that participants received, without headers. */
  readonly egressFrom: 'platform' | 'received' | null;
  readonly nodes: readonly NodesFor[];
}
