/** Runs that it takes on either side before a comparison may fail a scenario: fewer do not tell how runs vary. */
export const fewestRuns = { baseline: 8, current: 3 } as const;

/** Runs that a baseline keeps; older ones go. */
export const keptRuns = 20;

/** How often a comparison of all primary metrics together may call unchanged figures worse, before the margin is asked for. */
export const significance = 0.01;
