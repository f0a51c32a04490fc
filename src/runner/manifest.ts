import { isRecord } from '../base/json';
import type {
  FieldDefinitionPayload,
  RecordDefinitionPayload,
  RegistryEntryPayload,
  StepDefinitionPayload,
} from '../wire/registry';

type Message = Readonly<Record<string, unknown>>;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number => (typeof value === 'number' ? value : 0);
const list = <T>(value: unknown, read: (item: Message) => T): readonly T[] =>
  Array.isArray(value) ? value.filter(isRecord).map(read) : [];

const readField = (field: Message): FieldDefinitionPayload => ({
  key: text(field['key']),
  optionality: number(field['optionality']),
  type: number(field['type']),
  description: text(field['description']),
  help: text(field['help']),
});

const readRecord = (record: Message): RecordDefinitionPayload => ({
  id: text(record['id']),
  type: number(record['type']),
  guaranteedFieldsList: list(record['guaranteedFields'], readField),
  mayHaveMoreFields: record['mayHaveMoreFields'] === true,
});

const readStep = (step: Message): StepDefinitionPayload => ({
  stepId: text(step['stepId']),
  name: text(step['name']),
  help: text(step['help']),
  type: number(step['type']),
  expression: text(step['expression']),
  expectedFieldsList: list(step['expectedFields'], readField),
  expectedRecordsList: list(step['expectedRecords'], readRecord),
});

/** Reads a `CogManifest` (enums as numbers) into the form in which registries are kept. */
export function readManifest(manifest: Message): RegistryEntryPayload {
  return {
    name: text(manifest['name']),
    label: text(manifest['label']),
    version: text(manifest['version']),
    homepage: text(manifest['homepage']),
    authHelpUrl: text(manifest['authHelpUrl']),
    authFieldsList: list(manifest['authFields'], readField),
    stepDefinitionsList: list(manifest['stepDefinitions'], readStep),
  };
}
