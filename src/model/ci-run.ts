type Environment = Readonly<Record<string, string | undefined>>;

/** How one CI system names a run that several of its jobs are part of. */
interface CiSystem {
  readonly name: string;
  /** Set on this system only. */
  readonly marker: string;
  /** Variables that are alike in every parallel job of one run, and different in the next run; those that are missing are left out. */
  readonly variables: readonly string[];
}

const systems: readonly CiSystem[] = [
  { name: 'github', marker: 'GITHUB_RUN_ID', variables: ['GITHUB_RUN_ID', 'GITHUB_RUN_ATTEMPT', 'GITHUB_JOB'] },
  // A parallel job is called “load 2/4” or “load: [eu]”.
  { name: 'gitlab', marker: 'GITLAB_CI', variables: ['CI_PIPELINE_ID', 'CI_JOB_NAME'] },
  { name: 'circleci', marker: 'CIRCLECI', variables: ['CIRCLE_WORKFLOW_ID', 'CIRCLE_JOB'] },
  { name: 'buildkite', marker: 'BUILDKITE', variables: ['BUILDKITE_BUILD_ID', 'BUILDKITE_RETRY_COUNT'] },
  {
    name: 'azure',
    marker: 'TF_BUILD',
    variables: ['BUILD_BUILDID', 'SYSTEM_STAGEATTEMPT', 'SYSTEM_JOBATTEMPT', 'SYSTEM_PHASENAME'],
  },
  { name: 'jenkins', marker: 'JENKINS_URL', variables: ['BUILD_TAG'] },
];

/** An id that every job of this CI run has and no other run; undefined where no known CI system says. */
export function ciRun(environment: Environment): string | undefined {
  const system = systems.find(({ marker }) => environment[marker]);
  if (!system) return kubernetesJob(environment);
  const values = system.variables.flatMap((name) => {
    const value = environment[name];
    return value ? [name === 'CI_JOB_NAME' ? withoutParallelIndex(value) : value] : [];
  });
  return values.length === 0 ? undefined : [system.name, ...values].join('-');
}

const withoutParallelIndex = (name: string): string => name.replace(/\s+\d+\/\d+$/, '');

/** Pods of an Indexed Job are called `<name of the job>-<index>`. */
function kubernetesJob({ JOB_COMPLETION_INDEX: index, HOSTNAME: host }: Environment): string | undefined {
  if (!index || !host?.endsWith(`-${index}`)) return undefined;
  return `kubernetes-${host.slice(0, -(index.length + 1))}`;
}
