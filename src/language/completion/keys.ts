import { t } from '../../base/localize';
import type { frameKeys, stepKeys } from '../../scenario/keys';
import type { ReadScenario } from '../core/read-scenario';
import { fieldLines, fieldShape, keyText } from './field-shape';
import { typeWords } from '../core/field-types';
import { keyHelp, stepKeyHelp } from '../core/key-help';
import type { Proposal } from './item';
import { holdsSteps, type KeyPlace } from '../place/place';
import { choice, stop } from './snippet';
import type { StepMeaning } from './step-meaning';
import { undeclaredTokens } from './undeclared';

/** How a key is proposed: `shape` is what follows its colon, its lines indented from the key's column on. */
interface KeyShape {
  readonly shape: string;
  /** The same in a flow map. */
  readonly flow?: string;
  /** What is inserted asks for its value. */
  readonly goesOn?: boolean;
}

const text = (start = ''): KeyShape => ({ shape: ` ${stop(1, start)}` });
const asks: KeyShape = { shape: ' ', goesOn: true };

const frame: Readonly<Record<(typeof frameKeys)[number], KeyShape>> = {
  scenario: text('Name'),
  description: text('What it proves'),
  tokens: { shape: `\n  ${stop(1, 'name')}: ${stop(2, 'value')}` },
  steps: { shape: '\n- step: ', goesOn: true },
  linkedScenarios: { shape: `\n  ${choice(1, ['onPass', 'onFail'])}:\n    templateId: $2` },
  stackmoxie: { shape: '\n  ', goesOn: true },
};

const step: Readonly<Record<(typeof stepKeys)[number], KeyShape>> = {
  step: asks,
  name: text(),
  cog: asks,
  stepId: asks,
  waitFor: text('5'),
  failAfter: text('60'),
  data: { shape: '\n  ', flow: ' { $1 }', goesOn: true },
};

const metadata: Readonly<Record<string, KeyShape>> = {
  folder: asks,
  severity: asks,
  dashboardSetting: asks,
  notificationGroups: { shape: '\n- ', flow: ' [$1]', goesOn: true },
  type: asks,
  instructions: text(),
  exposedToApis: asks,
  isLinkable: asks,
};

const template: KeyShape = { shape: '\n  templateId: ', flow: ' { templateId: $1 }', goesOn: true };
const linked: Readonly<Record<string, KeyShape>> = { onPass: template, onFail: template };

const linkedScenario: Readonly<Record<string, KeyShape>> = {
  templateId: asks,
  steps: { shape: '\n- cog: ', goesOn: true },
};

/** Keys that may stand at a place and are not there yet, in canonical order. */
export function proposeKeys(scenario: ReadScenario, place: KeyPlace, meaning: StepMeaning): readonly Proposal[] {
  const { path } = place;
  if (path.length === 0) return frameKeysAt(place);
  if (path.at(-1) === 'data' && holdsSteps(path.slice(0, -1))) return proposeFields(place, meaning);
  if (holdsSteps(path)) return stepKeysAt(place, meaning);
  if (path[0] === 'tokens') return proposeUndeclared(scenario, place);
  const at = path.join('.');
  return Object.hasOwn(other, at) ? shapesAt(place, other[at] ?? {}) : [];
}

/** What stands at other places, by the keys that hold it. */
const other: Readonly<Record<string, Readonly<Record<string, KeyShape>>>> = {
  stackmoxie: metadata,
  linkedScenarios: linked,
  'linkedScenarios.onPass': linkedScenario,
  'linkedScenarios.onFail': linkedScenario,
};

function frameKeysAt(place: KeyPlace): readonly Proposal[] {
  return [...(place.keys.size === 0 && place.isBlank ? [skeleton(place)] : []), ...shapesAt(place, frame)];
}

function skeleton(place: KeyPlace): Proposal {
  const insert = `scenario: ${stop(1, t('Name'))}\ndescription: ${stop(2, t('What it proves'))}\nsteps:\n- step: $0`;
  return {
    label: t('New scenario'),
    filter: 'scenario new',
    kind: 'scenario',
    insert,
    span: place.span,
    goesOn: true,
    subject: { text: t('A scenario with its name, what it proves, and a first step.') },
  };
}

function shapesAt(place: KeyPlace, shapes: Readonly<Record<string, KeyShape>>): readonly Proposal[] {
  return Object.entries(shapes).flatMap(([key, shape]) => (place.keys.has(key) ? [] : keyProposal(place, key, shape)));
}

function keyProposal(place: KeyPlace, key: string, { shape, flow, goesOn }: KeyShape): Proposal {
  const help = holdsSteps(place.path) ? stepKeyHelp(key) : keyHelp([...place.path, key]);
  const indented = shape.replaceAll('\n', `\n${' '.repeat(place.column)}`);
  const insert = place.hasColon
    ? key
    : `${key}:${place.flow ? (flow ?? (shape.includes('\n') ? ' ' : shape)) : indented}`;
  return {
    label: key,
    kind: 'key',
    insert,
    span: place.span,
    ...(help === undefined ? {} : { subject: { text: help } }),
    ...(goesOn && !place.hasColon ? { goesOn } : {}),
  };
}

/** A sentence and `cog` with `stepId` exclude each other; steps of linked scenarios have no sentences. */
function stepKeysAt(place: KeyPlace, meaning: StepMeaning): readonly Proposal[] {
  const has = (key: string): boolean => place.keys.has(key);
  const not = new Set([
    ...(has('step') ? ['cog', 'stepId', 'name'] : []),
    ...(has('cog') || has('stepId') || place.path[0] === 'linkedScenarios' ? ['step'] : []),
    ...(place.keys.size === 0 ? ['name', 'waitFor', 'failAfter', 'data'] : []),
  ]);
  const shapes = Object.entries(step).filter(([key]) => !not.has(key));
  return shapes.flatMap(([key, shape]) =>
    has(key) ? [] : keyProposal(place, key, key === 'data' ? withFields(shape, place, meaning) : shape),
  );
}

/** `data` comes with the fields that must be given. */
function withFields(shape: KeyShape, { flow }: KeyPlace, { definition, captured }: StepMeaning): KeyShape {
  const keys =
    definition?.fields.filter(({ key, required }) => required && !captured.has(key)).map(({ key }) => key) ?? [];
  if (!definition || keys.length === 0 || flow) return shape;
  // The lines are indented from the key's column on.
  return { shape: fieldLines(definition, keys, { column: 2, number: 1, flow }) };
}

function proposeFields(place: KeyPlace, { definition, captured }: StepMeaning): readonly Proposal[] {
  if (!definition) return [];
  const fields = definition.fields.filter(({ key }) => !place.keys.has(key) && !captured.has(key));
  return [...fields.filter(({ required }) => required), ...fields.filter(({ required }) => !required)].map(
    (field): Proposal => {
      const name = keyText(field.key, place.flow);
      const shape = fieldShape(definition, field, { number: 1, column: place.column, flow: place.flow });
      return {
        label: field.key,
        description: `${typeWords[field.type]()}${field.required ? '' : ` · ${t('optional')}`}`,
        detail: field.description,
        kind: 'field',
        insert: place.hasColon ? name : `${name}:${shape}`,
        span: place.span,
        subject: { definition, field: field.key },
      };
    },
  );
}

/** What follows the colon of a token that gets its value next. */
function startOfValue(isMap: boolean, { flow, column }: KeyPlace): string {
  if (!isMap) return ' $1';
  return flow ? ' { $1 }' : `\n${' '.repeat(column + 2)}`;
}

/** Tokens that are used and have no value yet. */
function proposeUndeclared(scenario: ReadScenario, place: KeyPlace): readonly Proposal[] {
  const prefix = place.path
    .slice(1)
    .map((key) => `${key}.`)
    .join('');
  return undeclaredTokens(scenario, prefix)
    .filter(({ key }) => !place.keys.has(key))
    .map(({ key, isMap }) => ({
      label: key,
      kind: 'token',
      detail: t('Used, but has no value yet'),
      insert: keyText(key, place.flow) + (place.hasColon ? '' : `:${startOfValue(isMap, place)}`),
      span: place.span,
      ...(isMap && !place.hasColon ? { goesOn: true } : {}),
    }));
}
