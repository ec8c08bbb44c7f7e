import { stepTitle } from '../../src/model/words.js';
import type { RunModel, ScenarioModel, StepModel } from '../collect/run-model.js';
import { answerText, reasonsOf } from '../format/answer.js';
import { longestSentence } from '../format/plain-text.js';
import { figureName, plainFigures, tellingFigures } from '../format/step-figures.js';
import { levelText } from '../format/words.js';
import { element, type Xml, xmlText } from './xml.js';

/** Of a scenario's title and a problem: enough to tell them apart, short enough for the tables of CI systems. */
const longestName = 240;

/**
 * The run as JUnit XML: a suite per scenario, in it one case for the scenario and one per step, with the figures as properties. A run has
 * failures only if it failed, and errors only where it is inconclusive. The steps of a search break on purpose, so that only its
 * scenario's case can fail.
 */
export function junitReport(model: RunModel): string {
  const { run, scenarios, problems } = model;
  const suites = [
    ...scenarios.map((scenario) => suiteOf(scenario)),
    ...(problems.length > 0 ? [ofProblems(problems)] : []),
  ];
  const total = (key: 'tests' | 'failures' | 'errors') => suites.reduce((sum, { counts }) => sum + counts[key], 0);
  const root = element(
    'testsuites',
    {
      name: xmlText(`load test ${run.id}`, longestName),
      tests: total('tests'),
      failures: total('failures'),
      errors: total('errors'),
      skipped: 0,
      time: run.durationSeconds,
    },
    suites.map(({ xml }) => xml),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}

interface Case {
  readonly xml: Xml;
  readonly outcome: 'passed' | 'failure' | 'error';
}

function suiteOf(scenario: ScenarioModel) {
  const steps = scenario.steps.map((step) => stepCase(scenario, step));
  const [first] = scenario.steps;
  return suite(scenario.title, [scenarioCase(scenario), ...steps], {
    time: Number(scenario.steps.reduce((sum, { holdSeconds }) => sum + holdSeconds, 0).toFixed(3)),
    ...(first && { timestamp: new Date(first.holdStartedAt).toISOString() as Xml }),
  });
}

function suite(name: string, cases: readonly Case[], attributes: { time: number; timestamp?: Xml }) {
  const count = (wanted: Case['outcome']) => cases.filter(({ outcome }) => outcome === wanted).length;
  const counts = { tests: cases.length, failures: count('failure'), errors: count('error') };
  const { time, timestamp } = attributes;
  const xml = element(
    'testsuite',
    { name: xmlText(name, longestName), ...counts, skipped: 0, time, timestamp },
    cases.map((one) => one.xml),
  );
  return { counts, xml };
}

function ofProblems(problems: readonly string[]) {
  const cases = problems.map((problem, i) => ({
    outcome: 'error' as const,
    xml: element('testcase', { classname: xmlText('run'), name: xmlText(`problem ${i + 1}`), time: 0 }, [
      broken('error', 'inconclusive', [problem]),
    ]),
  }));
  return suite('run', cases, { time: 0 });
}

function scenarioCase(scenario: ScenarioModel): Case {
  const { key, title, topology, verdict, capacity, resolved } = scenario;
  const found = Object.entries(capacity ?? {}).flatMap(([name, value]) =>
    typeof value === 'number' || typeof value === 'boolean' ? [property(`capacity.${name}`, String(value))] : [],
  );
  const properties = [
    property('key', key),
    property('verdict', verdict),
    property('topology', topology),
    property('answer', answerText(scenario)),
    ...(resolved ? [property('seed', String(resolved.seed))] : []),
    ...found,
  ];
  return testCase({ classname: title, name: 'scenario', time: 0 }, properties, outcomeOf(verdict), reasonsOf(scenario));
}

function stepCase(scenario: ScenarioModel, step: StepModel): Case {
  const properties = [
    property('verdict', step.verdict),
    ...plainFigures(step).map(([name, value]) => property(name, String(value))),
    ...tellingFigures(step, scenario).map((figure) => property(figureName(figure), String(figure.value))),
  ];
  const searched = scenario.resolved?.capacity !== undefined;
  return testCase(
    { classname: scenario.title, name: `${stepTitle(step)}: ${levelText(step)}`, time: step.holdSeconds },
    properties,
    searched ? 'passed' : outcomeOf(step.verdict),
    step.reasons,
  );
}

const outcomeOf = (verdict: ScenarioModel['verdict']): Case['outcome'] =>
  (({ passed: 'passed', failed: 'failure', inconclusive: 'error' }) as const)[verdict];

function testCase(
  { classname, name, time }: { classname: string; name: string; time: number },
  properties: readonly Xml[],
  outcome: Case['outcome'],
  reasons: readonly string[],
): Case {
  const told = outcome === 'passed' ? output(reasons) : [broken(outcome, typeOf[outcome], reasons)];
  const attributes = { classname: xmlText(classname, longestName), name: xmlText(name, longestName), time };
  return { outcome, xml: element('testcase', attributes, [element('properties', {}, properties), ...told]) };
}

const typeOf = { failure: 'failed', error: 'inconclusive' } as const;

const property = (name: string, value: string): Xml =>
  element('property', { name: xmlText(name), value: xmlText(value, longestSentence) });

/** The first reason is the message that CI systems show in lists; all stand below it. */
function broken(name: 'failure' | 'error', type: string, reasons: readonly string[]): Xml {
  const [message = type] = reasons;
  return element(name, { type: xmlText(type), message: xmlText(message, longestSentence) }, lines(reasons));
}

/** Why a step of a search did not hold is no failure, and still worth reading. */
const output = (reasons: readonly string[]): Xml[] =>
  reasons.length === 0 ? [] : [element('system-out', {}, lines(reasons))];

const lines = (reasons: readonly string[]): Xml[] => reasons.map((reason) => xmlText(reason, longestSentence));
