/** Where a scenario was declared; what makes it one and the same on every machine. */
export interface ScenarioPlace {
  readonly project: string;
  /** As Playwright's title path names the file. */
  readonly file: string;
  /** Titles of the describes around the generators' tests, the scenario's own last. */
  readonly titles: readonly string[];
  readonly repeatIndex: number;
}

/** The same text for every generator and shard, and different for every scenario and repetition of a run. */
export function scenarioKey({ project, file, titles, repeatIndex }: ScenarioPlace): string {
  const repeat = repeatIndex === 0 ? [] : [`repeat ${repeatIndex}`];
  return [project, file, ...titles, ...repeat].filter((part) => part !== '').join(' › ');
}
