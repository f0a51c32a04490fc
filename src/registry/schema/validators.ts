import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import { t } from '../../base/localize';
import type { FieldType } from '../../wire/registry';
import type { Field, StepDefinition } from '../definition';
import { exampleOf } from '../example-values';
import { dataSchema, type FieldChoices } from './data-schema';

interface ProblemPlace {
  /** Where in the data; of a missing field, where it should be. */
  readonly path: readonly (string | number)[];
  readonly field: string;
  /** For people; names the remedy, never the value. */
  readonly message: string;
}

/** What is wrong with one field of a step's data. */
export type FieldProblem = ProblemPlace &
  (
    | { readonly kind: 'missing-field' | 'field-type'; readonly expected: FieldType }
    /** The texts that the field takes. */
    | { readonly kind: 'field-choice'; readonly expected: readonly string[] }
    /** The fields that the step has. */
    | { readonly kind: 'unknown-field'; readonly expected: readonly string[] }
  );

export interface Validators {
  /**
   * Checks a step's whole data: what the sentence captured together with what is given. One problem a field at most, the
   * missing ones first, then in the order of the fields, then the unknown ones.
   */
  check(definition: StepDefinition, data: Readonly<Record<string, unknown>>): readonly FieldProblem[];
}

export interface ValidatorOptions {
  /** The texts that groups of a definition's expression let through; nothing is limited without it. */
  readonly choices?: (definition: StepDefinition) => FieldChoices;
}

/** What each type takes: {0} is the field, {1} an example. */
const typeMessages: Readonly<Record<FieldType, string>> = {
  ANYSCALAR: '"{0}" takes a single value, not a map or a list.',
  STRING: '"{0}" takes a text, not a map or a list.',
  BOOLEAN: '"{0}" takes true or false.',
  NUMERIC: '"{0}" takes a number, such as {1} or 12.50, without separators of thousands.',
  DATE: '"{0}" takes a date, such as {1}, or a token such as {{date(tomorrow)}}.',
  DATETIME: '"{0}" takes a date and time, such as {1}, or a token such as {{date(tomorrow)}}.',
  EMAIL: '"{0}" takes an e-mail address, such as {1}.',
  PHONE: '"{0}" takes a phone number, such as {1}.',
  ANYNONSCALAR: '"{0}" takes a map or a list: put the values on lines of their own below it, indented.',
  MAP: '"{0}" takes a map: put names and values on lines of their own below it, indented.',
  URL: '"{0}" takes a URL, such as {1}.',
};

const list = (texts: readonly string[]): string => texts.map((text) => `"${text}"`).join(', ');

function missing({ key, type, description }: Field): FieldProblem {
  const about = description.trim().replace(/\.$/, '');
  const message =
    about === ''
      ? t('This step needs "{0}". Give it a value under "data".', key)
      : t('This step needs "{0}" ({1}). Give it a value under "data".', key, about);
  return { kind: 'missing-field', path: [key], field: key, expected: type, message };
}

function unknown(definition: StepDefinition, field: string): FieldProblem {
  const expected = [...new Set(definition.fields.map(({ key }) => key))];
  const message =
    expected.length === 0
      ? t('This step has no field "{0}". It takes no data. Remove it.', field)
      : t('This step has no field "{0}". Remove it, or use one of: {1}.', field, list(expected));
  return { kind: 'unknown-field', path: [field], field, expected, message };
}

/** A field's name in a place that ajv names as a JSON pointer. */
function fieldAt(pointer: string): string {
  const [, key = ''] = pointer.split('/');
  return key.replaceAll('~1', '/').replaceAll('~0', '~');
}

/** What is known of one step definition, once its data were checked. */
class Validator {
  readonly #validate: ValidateFunction;
  readonly #fields: ReadonlyMap<string, Field>;

  constructor(
    ajv: Ajv,
    readonly definition: StepDefinition,
    readonly choices: FieldChoices,
  ) {
    this.#validate = ajv.compile(dataSchema(definition, { captured: 'none', choices }));
    this.#fields = new Map(definition.fields.map((field) => [field.key, field]));
  }

  check(data: Readonly<Record<string, unknown>>): readonly FieldProblem[] {
    if (this.#validate(data)) return [];
    const problems = new Map<string, FieldProblem>();
    for (const error of this.#validate.errors ?? []) {
      const problem = this.#problem(error, data);
      if (problem && !problems.has(problem.field)) problems.set(problem.field, problem);
    }
    return this.#sorted([...problems.values()]);
  }

  #problem(
    { keyword, params, instancePath }: ErrorObject,
    data: Readonly<Record<string, unknown>>,
  ): FieldProblem | undefined {
    if (keyword === 'additionalProperties') return unknown(this.definition, String(params['additionalProperty']));
    const key = keyword === 'required' ? String(params['missingProperty']) : fieldAt(instancePath);
    const field = this.#fields.get(key);
    if (!field) return undefined;
    return keyword === 'required' || data[key] === null ? missing(field) : this.#wrong(field);
  }

  #wrong({ key, type }: Field): FieldProblem {
    const place = { path: [key], field: key };
    const expected = this.choices.get(key);
    if (!expected || expected.length === 0)
      return {
        kind: 'field-type',
        ...place,
        expected: type,
        message: t(typeMessages[type], key, exampleOf(type) ?? ''),
      };
    return { kind: 'field-choice', ...place, expected, message: t('"{0}" must be one of {1}.', key, list(expected)) };
  }

  #sorted(problems: readonly FieldProblem[]): readonly FieldProblem[] {
    const order = [...this.#fields.keys()];
    const rank = ({ kind, field }: FieldProblem): number =>
      kind === 'missing-field'
        ? order.indexOf(field)
        : order.length + (kind === 'unknown-field' ? order.length : order.indexOf(field));
    return problems.toSorted((a, b) => rank(a) - rank(b));
  }
}

/** Checks the data of steps against what their definitions ask for. A definition's schema is compiled when it is first needed. */
export function createValidators({ choices = () => new Map() }: ValidatorOptions = {}): Validators {
  // Schemas are ours and tested: checking each against the schema of schemas, or making its code faster, costs more than it brings.
  let ajv: Ajv | undefined;
  const validators = new WeakMap<StepDefinition, Validator>();
  return {
    check(definition, data) {
      let validator = validators.get(definition);
      if (!validator) {
        ajv ??= new Ajv({
          allErrors: true,
          ownProperties: true,
          strict: false,
          validateSchema: false,
          meta: false,
          messages: false,
          code: { optimize: false },
        });
        validator = new Validator(ajv, definition, choices(definition));
        validators.set(definition, validator);
      }
      return validator.check(data);
    },
  };
}
