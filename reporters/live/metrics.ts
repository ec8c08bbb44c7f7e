import type { LiveState } from './live-state.js';

/** Gauges of a run that is under way, as docs/live.md lists them. Each has the label `scenario`. */
export const liveGauges = {
  openvidu_load_step: { help: 'Step that is under way, from 1.', read: ({ step }) => step },
  openvidu_load_steps: { help: 'Steps of the plan.', read: ({ steps }) => steps },
  openvidu_load_sessions: { help: 'Sessions with participants.', read: ({ sessions }) => sessions },
  openvidu_load_participants: { help: 'Participants that have joined.', read: ({ participants }) => participants },
  openvidu_load_media_connections: {
    help: 'Publishers and subscriptions.',
    read: ({ mediaConnections }) => mediaConnections,
  },
  openvidu_load_expected_streams: {
    help: 'Streams that should flow.',
    read: ({ expectedStreams }) => expectedStreams,
  },
  openvidu_load_flowing_streams: { help: 'Streams that flow.', read: ({ flowingStreams }) => flowingStreams },
  openvidu_load_frames_per_second: {
    help: 'Lowest frame rate of the last second over generators.',
    read: ({ framesPerSecond }) => framesPerSecond,
  },
  openvidu_load_loss_ratio: { help: 'Highest loss of the last second over generators.', read: ({ loss }) => loss },
} as const satisfies Record<string, { help: string; read: (state: LiveState) => number | undefined }>;

/** One sample per label: the phase that is under way, and the verdict of every finished hold. Their value is 1. */
export const liveMarks = {
  openvidu_load_phase: {
    help: 'Phase of the step: joining, settling, holding, gathering, leaving.',
    read: ({ phase }: LiveState): Record<string, string>[] => [{ phase }],
  },
  openvidu_load_step_verdict: {
    help: 'Verdict of a finished hold, by step and attempt.',
    read: ({ verdicts = [] }: LiveState): Record<string, string>[] =>
      verdicts.map(({ step, attempt, verdict }) => ({ step: `${step}`, attempt: `${attempt}`, verdict })),
  },
} as const;

/** The text format of Prometheus. */
export function prometheusText(states: readonly LiveState[]): string {
  const gauges = Object.entries(liveGauges).map(([name, { help, read }]) => ({
    name,
    help,
    samples: states.flatMap((state) => {
      const value: number | undefined = read(state);
      return value === undefined ? [] : [`${name}${labels({ scenario: state.scenario })} ${value}`];
    }),
  }));
  const marks = Object.entries(liveMarks).map(([name, { help, read }]) => ({
    name,
    help,
    samples: states.flatMap((state) =>
      read(state).map((of) => `${name}${labels({ scenario: state.scenario, ...of })} 1`),
    ),
  }));
  return [...gauges, ...marks]
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, help, samples }) => `# HELP ${name} ${help}\n# TYPE ${name} gauge\n${samples.join('\n')}\n`)
    .join('');
}

const labels = (of: Readonly<Record<string, string>>): string =>
  `{${Object.entries(of)
    .map(([name, value]) => `${name}="${value.replace(/[\\"]/g, '\\$&').replace(/\n/g, '\\n')}"`)
    .join(',')}}`;
