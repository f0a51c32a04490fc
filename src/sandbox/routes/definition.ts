import { isRecord } from '../../base/json';
import type { ScenarioDefinition } from '../../wire/definition';
import { invalid } from '../server/fault';

function isSeconds(value: unknown): boolean {
  return value === undefined || value === null || (typeof value === 'number' && Number.isFinite(value) && value >= 0);
}

function checkStep(step: unknown, number: number): void {
  const where = `Step ${number} of the definition`;
  if (!isRecord(step)) throw invalid(`${where} has to be an object with \`cog\` and \`stepId\`.`);
  if (typeof step['cog'] !== 'string' || typeof step['stepId'] !== 'string') throw invalid(`${where} needs \`cog\` and \`stepId\`.`);
  if (step['data'] !== undefined && step['data'] !== null && !isRecord(step['data'])) throw invalid(`\`data\` of step ${number} has to be an object.`);
  if (!isSeconds(step['waitFor']) || !isSeconds(step['failAfter'])) throw invalid(`\`waitFor\` and \`failAfter\` of step ${number} have to be seconds.`);
}

/** Reads a scenario's definition; what it holds besides stays as it is. Throws a 422 that names the step. */
export function readDefinition(value: unknown): ScenarioDefinition {
  if (!isRecord(value) || !Array.isArray(value['steps'])) throw invalid('`definition` has to be an object with a list of `steps`.');
  value['steps'].forEach((step: unknown, index) => checkStep(step, index + 1));
  if (value['tokens'] !== undefined && !isRecord(value['tokens'])) throw invalid('`tokens` of the definition has to be an object.');
  return value as unknown as ScenarioDefinition;
}
