import { isRecord } from '../base/json';
import { fromStructMessage, fromValueMessage } from '../base/struct';
import type { StepOutcome } from '../wire/payload';
import type { StepAnswer, StepRecord } from './cog-sessions';
import { formatMessage } from './message';

/** By the protocol's numbers. */
const outcomes: readonly StepOutcome[] = ['Passed', 'Failed', 'Error'];
const wordless: Readonly<Record<StepOutcome, string>> = {
  Passed: '',
  Failed: 'The step failed, and the cog did not say why.',
  Error: 'The step ended in an error, and the cog did not say why.',
};

function readRecord(record: unknown): readonly StepRecord[] {
  if (!isRecord(record) || typeof record['id'] !== 'string' || record['id'] === '') return [];
  const { id, keyValue, table } = record;
  if (isRecord(keyValue)) return [{ kind: 'keyValue', id, values: fromStructMessage(keyValue) }];
  if (!isRecord(table)) return [];
  const { rows } = table;
  return [{ kind: 'table', id, rows: Array.isArray(rows) ? rows.map(fromStructMessage) : [] }];
}

/**
 * Reads a `RunStepResponse` as the protocol layer gives it. Never throws: what a cog may answer, a person must be able
 * to read.
 */
export function readAnswer(response: Readonly<Record<string, unknown>>): StepAnswer {
  const known = outcomes[Number(response['outcome'])];
  const outcome = known ?? 'Error';
  const { messageFormat, messageArgs, records } = response;
  const text = formatMessage(
    typeof messageFormat === 'string' ? messageFormat : '',
    Array.isArray(messageArgs) ? messageArgs.map(fromValueMessage) : [],
  ).trim();
  const unknown = known
    ? ''
    : `The cog answered with an outcome that this runner does not know (${String(response['outcome'])}).`;
  return {
    outcome,
    message: [unknown, text].filter(Boolean).join(' ') || wordless[outcome],
    records: Array.isArray(records) ? records.flatMap(readRecord) : [],
  };
}
