import { isRecord, nestsDeeper } from '../../base/json';
import type { Run, RunLog, RunLogEntry } from '../../wire/records';
import { amount, member, object, optional, present, reference } from './decoder';
import { decodeScenario } from './scenario';
import { decodeStamped } from './stamped';

const outcomes = member(['Created', 'Running', 'Waiting', 'Passed', 'Failed', 'Error'] as const);
const stepOutcomes = member(['Passed', 'Failed', 'Error'] as const);

export function decodeRun(value: unknown, path: string): Run {
  const fields = object(value, path);
  const outcome = outcomes(fields['outcome'], path);
  const word: unknown = fields['outcome'];
  return {
    ...decodeStamped(fields, path),
    outcome: outcome ?? 'Unknown',
    ...(outcome === undefined && typeof word === 'string' ? { unknownOutcome: word } : {}),
    ...present({
      duration: optional(fields, 'duration', amount, path),
      scenario: optional(fields, 'scenario', reference(decodeScenario), path),
      log: optional(fields, 'log', reference(decodeRunLog), path),
    }),
  };
}

export function decodeRunLog(value: unknown, path: string): RunLog {
  const fields = object(value, path);
  const body: unknown = fields['body'];
  return { ...decodeStamped(fields, path), entries: Array.isArray(body) ? body.map(decodeEntry) : [] };
}

/** Never throws: readers count entries by position, so an unreadable one keeps its place. */
function decodeEntry(value: unknown): RunLogEntry {
  const fields = isRecord(value) ? value : {};
  const { message, cog, stepId, stepData } = fields;
  return {
    outcome: stepOutcomes(fields['outcome'], '') ?? 'Unknown',
    message: typeof message === 'string' ? message : '',
    ...(typeof cog === 'string' ? { cog } : {}),
    ...(typeof stepId === 'string' ? { stepId } : {}),
    ...(isRecord(stepData) && !nestsDeeper(stepData) ? { stepData } : {}),
  };
}
