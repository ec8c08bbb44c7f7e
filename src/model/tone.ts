/** A browser's test tone repeats after this long: whoever hears it knows its latency only modulo so much. */
export const tonePeriodMs = 2_000;
