import { isRecord } from '../../base/json';
import type { FieldDefinitionPayload, StepDefinitionPayload } from '../../wire/registry';
import type { RegistryEntry } from '../../wire/records';
import { object, optional, required, text, type Fields } from './decoder';

/** The frame of an entry. Its definitions are judged one by one where the catalog is made. */
export function decodeRegistryEntry(value: unknown, path: string): RegistryEntry {
  const fields = object(value, path);
  const or = (key: string): string => optional(fields, key, text, path) ?? '';
  return {
    name: required(fields, 'name', text, path),
    label: or('label'),
    version: or('version'),
    homepage: or('homepage'),
    authHelpUrl: or('authHelpUrl'),
    authFieldsList: records(fields['authFieldsList']).map(field),
    stepDefinitionsList: records(fields['stepDefinitionsList']).map(stepDefinition),
  };
}

function stepDefinition(fields: Fields): StepDefinitionPayload {
  return {
    stepId: string(fields['stepId']),
    name: string(fields['name']),
    help: string(fields['help']),
    type: number(fields['type']),
    expression: string(fields['expression']),
    expectedFieldsList: records(fields['expectedFieldsList']).map(field),
    expectedRecordsList: records(fields['expectedRecordsList']).map((record) => ({
      id: string(record['id']),
      type: number(record['type']),
      guaranteedFieldsList: records(record['guaranteedFieldsList']).map(field),
      mayHaveMoreFields: record['mayHaveMoreFields'] === true,
    })),
  };
}

function field(fields: Fields): FieldDefinitionPayload {
  return {
    key: string(fields['key']),
    optionality: number(fields['optionality']),
    type: number(fields['type']),
    description: string(fields['description']),
    help: string(fields['help']),
  };
}

const string = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const records = (value: unknown): readonly Fields[] => (Array.isArray(value) ? value.filter(isRecord) : []);
