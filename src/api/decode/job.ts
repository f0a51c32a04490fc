import { isRecord } from '../../base/json';
import { redact } from '../../base/redact';
import type { Job, Reference, Scenario } from '../../wire/records';
import {
  member,
  object,
  optional,
  present,
  reference,
  required,
  text,
  timestamp,
  Undecodable,
  type Decoder,
} from './decoder';
import { decodeScenario } from './scenario';

const statuses = member(['Processing', 'Complete', 'Failed'] as const);
const scenarioReference = reference(decodeScenario);

/** The answer to the making of a job: nothing but its UUID is declared. */
export const decodeJobId: Decoder<string> = (value, path) => required(object(value, path), 'jobId', text, path);

/** @param jobId what was asked for: an answer need not repeat it. */
export function decodeJob(jobId: string): Decoder<Job> {
  return (value, path) => {
    const fields = object(value, path);
    const status = statuses(fields['status'], path) ?? 'Unknown';
    const data = parsed(fields['data']);
    return {
      jobId,
      status,
      ...present({
        createdAt: optional(fields, 'createdAt', timestamp, path),
        updatedAt: optional(fields, 'updatedAt', timestamp, path),
        scenario: status === 'Complete' ? scenarioOf(data) : undefined,
        failure: status === 'Failed' ? failureOf(data) : undefined,
      }),
    };
  };
}

/** `data` is JSON in a text; what is none stays a text. */
function parsed(data: unknown): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data) as unknown;
  } catch {
    return data;
  }
}

/** The scenario itself, or one under `scenario`; of another shape, none. */
function scenarioOf(data: unknown): Reference<Scenario> | undefined {
  if (!isRecord(data)) return undefined;
  try {
    return scenarioReference(data['scenario'] ?? data, '');
  } catch (error) {
    if (error instanceof Undecodable) return undefined;
    throw error;
  }
}

/** A message, wherever an error usually has it. All else that `data` holds may be anybody's secret. */
function failureOf(data: unknown): string | undefined {
  const said = isRecord(data) ? (messageOf(data['error']) ?? messageOf(data)) : data;
  return typeof said === 'string' && said.trim() !== ''
    ? redact(said).replace(/\s+/g, ' ').trim().slice(0, 500)
    : undefined;
}

const messageOf = (value: unknown): unknown => (isRecord(value) ? value['message'] : value);
