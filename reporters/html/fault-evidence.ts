import type { StreamEvidence, StreamFault } from '../../src/model/figures.js';
import type { EpochMs } from '../../src/model/units.js';
import { faultText } from '../format/fault.js';
import { plainText } from '../format/plain-text.js';
import { type Html, html } from './html.js';

/** A stream in trouble by name; what was seen of it unfolds. */
export function faultItem(fault: StreamFault, holdStartedAt: EpochMs): Html {
  const { evidence } = fault;
  const text = faultText(fault);
  const place = `${fault.session}/${fault.from}/${fault.to}/${fault.kind}`;
  if (!evidence) return html`<li data-stream="${place}">${text}</li>`;
  return html`<li data-stream="${place}"><details class="evidence"><summary>${text}</summary>${seen(evidence, fault, holdStartedAt)}</details></li>`;
}

function seen({ seconds, events, connections, picture }: StreamEvidence, fault: StreamFault, from: EpochMs): Html {
  const isVideo = fault.kind === 'video';
  const figures = seconds.map(({ framesPerSecond, bitrateKbps }) =>
    isVideo ? (framesPerSecond ?? 0).toFixed(0) : bitrateKbps.toFixed(0),
  );
  const rows: [string, Html | string][] = [
    ...(figures.length > 0
      ? [[isVideo ? 'Frames per second' : 'kbps, each second', figures.join(' ')] as [string, string]]
      : []),
    ...(fault.last
      ? [['Last media', `${lastMedia(fault.last)}, ${when(fault.last.at, from)}`] as [string, string]]
      : []),
    ...events.map(({ at, what }): [string, string] => ['Event', `${when(at, from)}: ${plainText(what, 200)}`]),
    ...connections.map((connection): [string, string] => ['Connection', plainText(connection, 200)]),
  ];
  const image = picture
    ? html`<img src="${`data:image/jpeg;base64,${picture}`}" alt="What participant ${fault.to} saw last" width="240">`
    : null;
  return html`<dl>${rows.map(([term, text]) => html`<dt>${term}</dt><dd>${text}</dd>`)}</dl>${image}`;
}

const lastMedia = ({ framesPerSecond, bitrateKbps }: NonNullable<StreamFault['last']>): string =>
  `${framesPerSecond === undefined ? '' : `${framesPerSecond.toFixed(1)} fps, `}${bitrateKbps.toFixed(0)} kbps`;

/** An instant, told from the begin of the hold. */
function when(at: EpochMs, holdStartedAt: EpochMs): string {
  const seconds = (at - holdStartedAt) / 1000;
  return seconds < 0 ? `${(-seconds).toFixed(1)} s before the hold` : `${seconds.toFixed(1)} s into the hold`;
}
