import { isRecord } from '../base/json';
import type { FieldType } from '../wire/registry';
import { compileExpression, type CompiledExpression, type Expression } from './expression';

export interface Field {
  readonly key: string;
  readonly required: boolean;
  readonly type: FieldType;
  readonly description: string;
  readonly help: string;
}

export interface RecordDefinition {
  readonly id: string;
  readonly type: 'KEYVALUE' | 'TABLE' | 'BINARY';
  readonly fields: readonly Field[];
  readonly mayHaveMoreFields: boolean;
}

export interface StepDefinition {
  readonly cog: string;
  readonly stepId: string;
  readonly name: string;
  readonly help: string;
  readonly type: 'ACTION' | 'VALIDATION';
  /** Absent where it does not compile: the step can then be named, not said. */
  readonly expression?: Expression;
  readonly fields: readonly Field[];
  readonly records: readonly RecordDefinition[];
}

export interface Cog {
  readonly name: string;
  readonly label: string;
  readonly version: string;
  readonly homepage: string;
  readonly authHelpUrl: string;
  readonly authFields: readonly Field[];
  readonly steps: readonly StepDefinition[];
}

export interface UnusableDefinition {
  readonly cog: string;
  readonly stepId: string;
  readonly reason: string;
}

/** The protobuf numbers of field types, in order. */
const fieldTypes: readonly FieldType[] = [
  'ANYSCALAR',
  'STRING',
  'BOOLEAN',
  'NUMERIC',
  'DATE',
  'DATETIME',
  'EMAIL',
  'PHONE',
  'ANYNONSCALAR',
  'MAP',
  'URL',
];
const recordTypes = ['KEYVALUE', 'TABLE', 'BINARY'] as const;

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly Readonly<Record<string, unknown>>[] =>
  Array.isArray(value) ? value.filter(isRecord) : [];
const at = <T>(values: readonly T[], index: unknown, fallback: T): T =>
  typeof index === 'number' ? (values[index] ?? fallback) : fallback;

function readField(field: Readonly<Record<string, unknown>>): Field {
  return {
    key: text(field['key']),
    required: field['optionality'] === 1,
    // An unknown type is a type that we must not judge: anything goes.
    type: at(fieldTypes, field['type'], 'ANYSCALAR'),
    description: text(field['description']),
    help: text(field['help']),
  };
}

const readFields = (value: unknown): readonly Field[] =>
  list(value)
    .map(readField)
    .filter(({ key }) => key !== '');

function readRecord(record: Readonly<Record<string, unknown>>): RecordDefinition {
  return {
    id: text(record['id']),
    type: at(recordTypes, record['type'], 'KEYVALUE'),
    fields: readFields(record['guaranteedFieldsList']),
    mayHaveMoreFields: record['mayHaveMoreFields'] === true,
  };
}

function readStep(cog: string, step: Readonly<Record<string, unknown>>, compiled: CompiledExpression): StepDefinition {
  return {
    cog,
    stepId: text(step['stepId']),
    name: text(step['name']),
    help: text(step['help']),
    type: step['type'] === 1 ? 'VALIDATION' : 'ACTION',
    ...(compiled.expression ? { expression: compiled.expression } : {}),
    fields: readFields(step['expectedFieldsList']),
    records: list(step['expectedRecordsList']).map(readRecord),
  };
}

/** What one registry entry says. */
export interface ReadEntry {
  readonly cog: Cog;
  readonly unusable: readonly UnusableDefinition[];
}

/**
 * Reads one registry entry, whatever it lacks and whatever it has besides. Yields after each step definition: expressions
 * take their time to compile, and the caller may have others waiting.
 * @returns `undefined` for an entry without a name.
 */
export function* readEntry(entry: unknown): Generator<undefined, ReadEntry | undefined> {
  if (!isRecord(entry) || text(entry['name']) === '') return undefined;
  const name = text(entry['name']);
  const unusable: UnusableDefinition[] = [];
  const steps: StepDefinition[] = [];
  for (const step of list(entry['stepDefinitionsList'])) {
    const compiled = compileExpression(text(step['expression']));
    const definition = readStep(name, step, compiled);
    if (!compiled.expression) unusable.push({ cog: name, stepId: definition.stepId, reason: compiled.reason });
    steps.push(definition);
    yield;
  }
  const cog: Cog = {
    name,
    label: text(entry['label']) || name,
    version: text(entry['version']),
    homepage: text(entry['homepage']),
    authHelpUrl: text(entry['authHelpUrl']),
    authFields: readFields(entry['authFieldsList']),
    steps,
  };
  return { cog, unusable };
}
