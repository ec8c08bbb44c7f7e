import type { MediaInput } from '../../src/scenario/index.js';

/** A crowd on one machine, the embedded server included. */
export interface Show {
  readonly name: string;
  readonly rooms: number;
  readonly publishers: number;
  /** Absent: everyone publishes and receives everyone else. */
  readonly viewers?: number;
  readonly video: NonNullable<MediaInput['video']>;
  readonly joinsPerSecond: number;
}

/** What the load tester of OpenVidu is said to hold on as many CPUs is 115 light participants. */
export const shows: readonly Show[] = [
  { name: '120 in rooms of 2', rooms: 60, publishers: 2, video: '540x360', joinsPerSecond: 10 },
  { name: '300 viewers of 1 publisher', rooms: 1, publishers: 1, viewers: 300, video: '180p', joinsPerSecond: 10 },
];

export interface CrowdTask extends Show {
  readonly url: string;
  readonly secret: string;
  readonly holdSeconds: number;
}
