import type { AST } from '@eslint-community/regexpp';
import { namedGroups, plainTexts } from './choices';
import type { StepDefinition } from './definition';
import { exampleFor } from './example';
import { compileExpression, createSubject } from './expression';

/** Where a value stands in a sentence. */
export interface Placeholder {
  /** The group's name: a key of the step's data. */
  readonly key: string;
  /** All values that are accepted, where they are a few plain texts; none of them is empty. */
  readonly choices?: readonly string[];
  /** Whether the sentence is understood without it. */
  readonly optional: boolean;
  /** A value that is accepted. */
  readonly example: string;
  /** The group as its expression has it. */
  readonly pattern: string;
}

/** An expression as a sentence: texts, and placeholders between them. */
export interface SentenceTemplate {
  readonly parts: readonly (string | Placeholder)[];
}

const groups = new WeakMap<Placeholder, ReturnType<typeof compileExpression>>();

/** Whether a placeholder's group accepts a text as a whole; a group that cannot be tried by itself accepts any. */
export function accepts(placeholder: Placeholder, text: string): boolean {
  const { expression } = groups.get(placeholder) ?? compileExpression(`^${placeholder.pattern}$`);
  groups.set(placeholder, { ...(expression ? { expression } : {}) });
  return !expression || expression.match(createSubject(text)) !== undefined;
}

const templates = new WeakMap<StepDefinition, SentenceTemplate | 'none'>();

/**
 * The sentence of a definition, in words that its expression matches whatever its placeholders' choices or examples.
 * @returns `undefined` where it has no sentence that can be written so: it can be named by cog and step id.
 */
export function sentenceTemplate(definition: StepDefinition): SentenceTemplate | undefined {
  const known = templates.get(definition) ?? makeTemplate(definition) ?? 'none';
  templates.set(definition, known);
  return known === 'none' ? undefined : known;
}

/** The sentence with something for each placeholder: `{key}` unless told. */
export function renderTemplate(
  { parts }: SentenceTemplate,
  show: (placeholder: Placeholder) => string = ({ key }) => `{${key}}`,
): string {
  return parts.map((part) => (typeof part === 'string' ? part : show(part))).join('');
}

function makeTemplate(definition: StepDefinition): SentenceTemplate | undefined {
  const { expression } = definition;
  if (!expression) return undefined;
  const writer = new Writer(definition);
  writer.alternatives(expression.tree.alternatives);
  const template = { parts: writer.parts() };
  if (!writer.isAble || template.parts.length === 0) return undefined;
  // Look-arounds, back references and greedy neighbours are not read but tried.
  const match = expression.match(createSubject(renderTemplate(template, ({ example }) => example)));
  const captured = new Set(match?.captures.map(({ name }) => name));
  return match && template.parts.every((part) => typeof part === 'string' || captured.has(part.key))
    ? template
    : undefined;
}

class Writer {
  readonly #definition: StepDefinition;
  readonly #parts: (string | Placeholder)[] = [];
  /** Whether everything so far can be written. */
  isAble = true;

  constructor(definition: StepDefinition) {
    this.#definition = definition;
  }

  /** What was written, without space around it. */
  parts(): readonly (string | Placeholder)[] {
    const last = this.#parts.length - 1;
    const trimmed = this.#parts.map((part, index) => {
      if (typeof part !== 'string') return part;
      const start = index === 0 ? part.trimStart() : part;
      return index === last ? start.trimEnd() : start;
    });
    return trimmed.filter((part) => part !== '');
  }

  /** Of several ways to say something outside of named groups, the first. */
  alternatives([first]: readonly AST.Alternative[], optional = false): void {
    for (const element of first?.elements ?? []) this.#element(element, optional);
  }

  #element(element: AST.Element, optional: boolean): void {
    switch (element.type) {
      case 'Character':
        this.#text(String.fromCodePoint(element.value));
        break;
      case 'CharacterSet':
      case 'CharacterClass':
        this.#class(element);
        break;
      case 'Group':
        this.alternatives(element.alternatives, optional);
        break;
      case 'CapturingGroup':
        if (element.name === null) this.alternatives(element.alternatives, optional);
        else this.#placeholder(element, element.name, optional);
        break;
      case 'Quantifier':
        this.#quantifier(element, optional);
        break;
      case 'Assertion':
        break;
      default:
        this.isAble = false;
    }
  }

  #text(text: string): void {
    const last = this.#parts.at(-1);
    if (typeof last === 'string') this.#parts[this.#parts.length - 1] = last + text;
    else this.#parts.push(text);
  }

  #space(): void {
    const last = this.#parts.at(-1);
    if (!(typeof last === 'string' && last.endsWith(' '))) this.#text(' ');
  }

  /** A class that has no name is written where it says no more than a space, a quotation mark or a way to spell. */
  #class(element: AST.CharacterSet | AST.CharacterClass): void {
    if (isSpace(element)) {
      this.#space();
      return;
    }
    const [first] = element.type === 'CharacterClass' && !element.negate ? element.elements : [];
    if (first?.type === 'Character') this.#text(String.fromCodePoint(first.value).toLowerCase());
    else this.isAble = false;
  }

  #placeholder(group: AST.CapturingGroup, key: string, optional: boolean): void {
    const texts = plainTexts(group.alternatives);
    const choices = texts?.filter((text) => text.trim() !== '');
    const example = choices ? choices[0] : this.#example(group, key);
    if (example === undefined || this.#has(key)) this.isAble = false;
    else
      this.#parts.push({
        key,
        ...(choices ? { choices } : {}),
        optional: optional || texts?.length !== choices?.length,
        example,
        pattern: group.raw,
      });
  }

  #example(group: AST.CapturingGroup, key: string): string | undefined {
    return exampleFor(group, this.#definition.fields.find((field) => field.key === key)?.type ?? 'ANYSCALAR');
  }

  #has(key: string): boolean {
    return this.#parts.some((part) => typeof part !== 'string' && part.key === key);
  }

  #quantifier({ element, min }: AST.Quantifier, optional: boolean): void {
    if (isSpace(element)) this.#space();
    else if (min > 0)
      for (let count = 0; count < min && this.isAble && count < 100; count++) this.#element(element, optional);
    else if (isPlural(element)) this.#element(element, optional);
    else if (isValueAlone(element)) this.#element(element, true);
    else if (this.#isRequired(element)) this.#element(element, optional);
  }

  /** What may be left out, and is more than a value, is said where it brings a value that is required. */
  #isRequired(element: AST.QuantifiableElement): boolean {
    const required = new Set(this.#definition.fields.flatMap((field) => (field.required ? [field.key] : [])));
    return namedGroups(element).some(({ name }) => required.has(name));
  }
}

/** "minutes?" stands behind a number: `5 minutes` reads better than `5 minute`. */
const isPlural = (element: AST.Element): boolean => element.type === 'Character' && element.value === 115;

/** Whether an element is a space, or spaces, and no other character need be there. */
function isSpace(element: AST.Element): boolean {
  if (element.type === 'Character') return element.value === 32;
  if (element.type === 'CharacterSet') return element.kind === 'space' && !element.negate;
  if (element.type === 'CharacterClass')
    return (
      !element.negate &&
      element.elements.some(
        (member) => (member.type === 'Character' || member.type === 'CharacterSet') && isSpace(member),
      )
    );
  return false;
}

/** Whether an element is a named group, with space around it at the most. */
function isValueAlone(element: AST.Element): boolean {
  if (element.type === 'CapturingGroup' && element.name !== null) return true;
  if (element.type === 'Group' || element.type === 'CapturingGroup') {
    const [first, ...others] = element.alternatives;
    return (
      others.length === 0 &&
      (first?.elements.every(
        (part) => isValueAlone(part) || isSpace(part) || (part.type === 'Quantifier' && isSpace(part.element)),
      ) ??
        false)
    );
  }
  return false;
}
