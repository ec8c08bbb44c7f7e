import { cpus } from 'node:os';

interface ProcessorTimes {
  readonly idle: number;
  readonly all: number;
}

/** Begins to watch the machine; the result tells its idle share since then. */
export function watchIdle(): () => number {
  const before = processorTimes();
  return () => {
    const after = processorTimes();
    return (after.idle - before.idle) / (after.all - before.all);
  };
}

function processorTimes(): ProcessorTimes {
  const times = cpus().flatMap(({ times: of }) => of);
  return {
    idle: times.reduce((sum, { idle }) => sum + idle, 0),
    all: times.reduce((sum, { user, nice, sys, idle, irq }) => sum + user + nice + sys + idle + irq, 0),
  };
}
