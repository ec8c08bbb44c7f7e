import { type Impairment, type ImpairmentProfile, impairmentProfiles } from '../model/impairment.js';
import { show } from '../model/show.js';
import { numberBetween, options, positiveNumber } from './leaf-schemas.js';
import { limits } from './limits.js';
import type { Mistakes } from './mistakes.js';
import { nearestFirst } from './nearest.js';

const profiles = Object.keys(impairmentProfiles) as ImpairmentProfile[];
const kbps = positiveNumber(limits.bandwidthKbps).optional();

const conditions = options({
  latency: numberBetween(0, limits.latencyMs).optional(),
  loss: numberBetween(0, 1).optional(),
  bandwidth: kbps,
  upload: kbps,
  download: kbps,
}).superRefine((input, context) => {
  const mistake = (message: string) => context.addIssue({ code: 'custom', path: [], message, input });
  if (Object.values(input).every((value) => value === undefined))
    mistake('expected at least one of latency, loss, bandwidth, upload, download');
  if (input.bandwidth !== undefined && (input.upload ?? input.download) !== undefined)
    mistake('expected either bandwidth, which is both directions, or upload and download');
});

/** Reads network conditions: a profile, or conditions of one's own. */
export function readNetwork(
  input: unknown,
  path: string,
  mistakes: Mistakes,
): { readonly profile?: ImpairmentProfile; readonly conditions: Impairment } | undefined {
  if (typeof input !== 'object' || input === null) {
    const profile = profiles.find((name) => name === input);
    if (profile) return { profile, conditions: impairmentProfiles[profile] };
    const known = nearestFirst(String(input), profiles).map(show).join(', ');
    mistakes.add(path, `expected one of ${known}, or { latency, loss, bandwidth }, given ${show(input)}`);
    return undefined;
  }
  const given = mistakes.read(conditions, input, path);
  if (!given) return undefined;
  const [uploadKbps, downloadKbps] = [given.upload ?? given.bandwidth, given.download ?? given.bandwidth];
  return {
    conditions: {
      latencyMs: given.latency ?? 0,
      loss: given.loss ?? 0,
      ...(uploadKbps !== undefined && { uploadKbps }),
      ...(downloadKbps !== undefined && { downloadKbps }),
    },
  };
}
