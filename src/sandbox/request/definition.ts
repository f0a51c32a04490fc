import { isRecord } from '../../base/json';
import type { ScenarioDefinition } from '../../wire/definition';
import { invalid } from '../kit/fault';

const mostSteps = 1_000;
const isAbsent = (value: unknown): boolean => value === undefined || value === null;

function isSeconds(value: unknown): boolean {
  return isAbsent(value) || (typeof value === 'number' && Number.isFinite(value) && value >= 0);
}

type Step = Readonly<Record<string, unknown>>;
const isId = (value: unknown): boolean => typeof value === 'string' && value !== '';

/** What a step has to be, with what to say where it is not. */
const demands: readonly (readonly [holds: (step: Step) => boolean, says: string])[] = [
  [({ cog, stepId }) => isId(cog) && isId(stepId), 'needs `cog` and `stepId`'],
  [({ name }) => isAbsent(name) || typeof name === 'string', 'has a `name` that is no text'],
  [({ data }) => isAbsent(data) || isRecord(data), 'has `data` that is no object'],
  [
    ({ waitFor, failAfter }) => isSeconds(waitFor) && isSeconds(failAfter),
    'has a `waitFor` or `failAfter` that is no number of seconds',
  ],
];

function checkStep(step: unknown, where: string): void {
  if (!isRecord(step)) throw invalid(`${where} has to be an object with \`cog\` and \`stepId\`.`);
  const broken = demands.find(([holds]) => !holds(step));
  if (broken) throw invalid(`${where} ${broken[1]}.`);
}

function checkSteps(steps: unknown, of: string): void {
  if (!Array.isArray(steps)) throw invalid(`${of} has to be an object with a list of \`steps\`.`);
  if (steps.length > mostSteps) throw invalid(`${of} has more than ${mostSteps} steps.`);
  steps.forEach((step: unknown, index) => checkStep(step, `Step ${index + 1} of ${of}`));
}

function checkLinkedScenarios(linked: unknown): void {
  if (isAbsent(linked)) return;
  if (!isRecord(linked))
    throw invalid('`linkedScenarios` of the definition has to be an object with `onPass` and `onFail`.');
  for (const when of ['onPass', 'onFail']) {
    const link = linked[when];
    if (isAbsent(link)) continue;
    if (!isRecord(link)) throw invalid(`\`${when}\` of \`linkedScenarios\` has to be an object with \`templateId\`.`);
    const { templateId, steps } = link;
    if (!isAbsent(templateId) && !Number.isSafeInteger(templateId))
      throw invalid(`\`templateId\` of \`${when}\` has to be the id of a template.`);
    if (!isAbsent(steps)) checkSteps(steps, `\`${when}\``);
  }
}

/** Reads a scenario's definition; what it holds besides stays as it is. Throws a 422 that names the step. */
export function readDefinition(value: unknown): ScenarioDefinition {
  if (!isRecord(value)) throw invalid('`definition` has to be an object with a list of `steps`.');
  checkSteps(value['steps'], '`definition`');
  for (const key of ['scenario', 'description']) {
    if (!isAbsent(value[key]) && typeof value[key] !== 'string')
      throw invalid(`\`${key}\` of the definition has to be a text.`);
  }
  checkLinkedScenarios(value['linkedScenarios']);
  if (!isAbsent(value['tokens']) && !isRecord(value['tokens']))
    throw invalid('`tokens` of the definition has to be an object.');
  return value as unknown as ScenarioDefinition;
}
