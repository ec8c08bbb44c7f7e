/** How a clock stands to the common one: common time = own time + `offsetMs`. */
export interface ClockOffset {
  readonly offsetMs: number;
  /** The offset is right to within so much, to either side. */
  readonly uncertaintyMs: number;
}
