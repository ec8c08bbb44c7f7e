import type { FaultSettings } from './fault-settings.js';

/** One phrase per fault that is switched on, for reports. */
export function describeFaults(settings: FaultSettings): string[] {
  const { packetLoss, dropSubscription, freezeStream, lowFrameRate } = settings;
  const { delay, jitter, bandwidthCapKbps, swapStreams, refuseJoins } = settings;
  const phrases: string[] = [];
  if (packetLoss) {
    const repair = packetLoss.residual ? ', retransmissions too' : '';
    phrases.push(`${percent(packetLoss.ratio)} packet loss on the ${packetLoss.on}'s leg${repair}${who(packetLoss)}`);
  }
  if (dropSubscription) phrases.push(`one subscription dropped${who(dropSubscription)}`);
  if (freezeStream) {
    const span = freezeStream.forSeconds === undefined ? '' : ` for ${freezeStream.forSeconds} s`;
    phrases.push(`video frozen after ${freezeStream.afterSeconds} s${span}${who(freezeStream)}`);
  }
  if (lowFrameRate) phrases.push(`video at ${lowFrameRate.framesPerSecond} fps${who(lowFrameRate)}`);
  if (delay) phrases.push(`packets delayed by ${delay.ms} ms${who(delay)}`);
  if (jitter) phrases.push(`jitter of ${jitter.ms} ms${who(jitter)}`);
  if (bandwidthCapKbps) phrases.push(`at most ${bandwidthCapKbps.kbps} kbps per subscription${who(bandwidthCapKbps)}`);
  if (swapStreams)
    phrases.push(`streams of participants ${swapStreams.a} and ${swapStreams.b} swapped${who(swapStreams)}`);
  if (refuseJoins) phrases.push(`joins refused after ${refuseJoins.after} participants`);
  if (settings.forwardCapPacketsPerSecond !== undefined)
    phrases.push(`at most ${settings.forwardCapPacketsPerSecond} packets forwarded per second`);
  if (settings.cpuPerPacketMicros) phrases.push(`${settings.cpuPerPacketMicros} µs of CPU burned per forwarded packet`);
  if (settings.joinsPerSecond !== undefined)
    phrases.push(`at most ${settings.joinsPerSecond} joins answered per second`);
  if (settings.joinDelayMs) phrases.push(`joins delayed by ${settings.joinDelayMs} ms`);
  return phrases;
}

function percent(ratio: number): string {
  return `${Number((ratio * 100).toFixed(2))} %`;
}

function who(scope: {
  readonly from?: number | undefined;
  readonly to?: number | undefined;
  readonly session?: string | undefined;
}): string {
  const parts = [
    ...(scope.from === undefined ? [] : [`from participant ${scope.from}`]),
    ...(scope.to === undefined ? [] : [`to participant ${scope.to}`]),
    ...(scope.session === undefined ? [] : [`in sessions named "${scope.session}"`]),
  ];
  return parts.length === 0 ? '' : ` ${parts.join(' ')}`;
}
