import type { AST } from '@eslint-community/regexpp';

type Assertion = (text: string, at: number, slots: Int32Array) => boolean;

/** One step of a program. `to`, `first` and `second` are places in the program, `slot` is a place in the machine's memory. */
export type Instruction =
  /** ASCII characters, in lower case; the text's may be in either. */
  | { readonly op: 'text'; readonly lowerCase: string }
  /** One UTF-16 unit of the text. */
  | { readonly op: 'unit'; readonly accepts: (unit: number) => boolean }
  /** As many such units as there are, or else fewer; `then` is the text that must come next, where one must. */
  | { readonly op: 'units'; readonly choice: Choice; readonly accepts: (unit: number) => boolean; then: string }
  | { readonly op: 'assert'; readonly holds: Assertion }
  /** What stands ahead must match `program`, or must not. */
  | { readonly op: 'look'; readonly program: Program; readonly wanted: boolean }
  /** Two ways to go on, the better one first. */
  | { readonly op: 'choose'; readonly choice: Choice; first: number; second: number }
  | { readonly op: 'go'; readonly to: number }
  /** Notes the position. */
  | { readonly op: 'note'; readonly slot: number }
  | { readonly op: 'forget'; readonly slots: readonly number[] }
  | { readonly op: 'end' };

/**
 * What tells the choices of a program apart: numbers from `id` on, as many as there are ways to have moved or not since
 * the positions noted in `marks`. What comes of a choice depends on that and on the position, and on nothing else.
 */
export interface Choice {
  readonly id: number;
  readonly marks: readonly number[];
}

/** An expression as instructions for `runProgram`. */
export interface Program {
  readonly instructions: readonly Instruction[];
  readonly choices: number;
  /** How many positions the machine must keep: two for each group, in the order of the groups, then its own. */
  readonly slots: number;
}

/** Deeper nests of repeated things that may be empty are no sentences. */
const mostMarks = 5;

/** Longer programs come from counts such as `{1000}`; nobody writes a sentence like that. */
const longest = 2_000;

/**
 * Compiles an expression (flag `i`, no other) so that matching it takes a time that grows with the text's length alone,
 * however it is nested. @returns `undefined` for what cannot be matched so: back references, look-behinds, huge counts.
 */
export function compileProgram(tree: AST.Pattern, groups: readonly AST.CapturingGroup[]): Program | undefined {
  const compiler = new Compiler(groups);
  const program = compiler.compile(tree.alternatives);
  return compiler.isAble ? program : undefined;
}

class Compiler {
  readonly #groups: readonly AST.CapturingGroup[];
  /** Whether everything so far can be matched so. */
  isAble = true;
  #instructions: Instruction[] = [];
  #choices = 0;
  #slots: number;
  /** Where the iterations around noted their beginning, if they must not be empty. */
  #marks: readonly number[] = [];

  constructor(groups: readonly AST.CapturingGroup[]) {
    this.#groups = groups;
    this.#slots = groups.length * 2;
  }

  compile(alternatives: readonly AST.Alternative[]): Program {
    this.#alternatives(alternatives);
    this.#emit({ op: 'end' });
    for (const [place, instruction] of this.#instructions.entries())
      if (instruction.op === 'units') instruction.then = this.#textAt(place + 1);
    return { instructions: this.#instructions, choices: this.#choices, slots: this.#slots };
  }

  get #here(): number {
    return this.#instructions.length;
  }

  #textAt(place: number): string {
    const instruction = this.#instructions[place];
    if (instruction?.op === 'note') return this.#textAt(place + 1);
    return instruction?.op === 'text' ? instruction.lowerCase : '';
  }

  #emit(instruction: Instruction): void {
    if (this.#here >= longest) this.isAble = false;
    else this.#instructions.push(instruction);
  }

  /** A choice whose ways are filled in later; the better way begins right behind it unless told. */
  #choose(): Extract<Instruction, { op: 'choose' }> {
    const instruction = {
      op: 'choose' as const,
      choice: this.#newChoice(),
      first: this.#here + 1,
      second: this.#here + 1,
    };
    this.#emit(instruction);
    return instruction;
  }

  #newChoice(): Choice {
    if (this.#marks.length > mostMarks) this.isAble = false;
    const choice = { id: this.#choices, marks: this.#marks };
    this.#choices += 2 ** this.#marks.length;
    return choice;
  }

  #alternatives(alternatives: readonly AST.Alternative[]): void {
    const jumps: { op: 'go'; to: number }[] = [];
    for (const [index, { elements }] of alternatives.entries()) {
      const isLast = index === alternatives.length - 1;
      const choice = isLast ? undefined : this.#choose();
      this.#sequence(elements);
      if (!choice) continue;
      const jump = { op: 'go' as const, to: 0 };
      jumps.push(jump);
      this.#emit(jump);
      choice.second = this.#here;
    }
    for (const jump of jumps) jump.to = this.#here;
  }

  #sequence(elements: readonly AST.Element[]): void {
    for (let index = 0; index < elements.length;) {
      const literal = leadingLiteral(elements, index);
      if (literal !== '') this.#emit({ op: 'text', lowerCase: literal });
      index += literal.length;
      const element = elements[index++];
      if (element) this.#element(element);
    }
  }

  #element(element: AST.Element): void {
    switch (element.type) {
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
        this.#emit({ op: 'unit', accepts: unitTest(element.raw) });
        break;
      case 'Group':
        if (element.modifiers) this.isAble = false;
        this.#alternatives(element.alternatives);
        break;
      case 'CapturingGroup':
        this.#group(element);
        break;
      case 'Quantifier':
        this.#quantifier(element);
        break;
      case 'Assertion':
        this.#assertion(element);
        break;
      default:
        this.isAble = false;
    }
  }

  #group(group: AST.CapturingGroup): void {
    const slot = this.#groups.indexOf(group) * 2;
    this.#emit({ op: 'note', slot });
    this.#alternatives(group.alternatives);
    this.#emit({ op: 'note', slot: slot + 1 });
  }

  #assertion(assertion: AST.Assertion): void {
    if (assertion.kind === 'lookahead') {
      this.#lookahead(assertion);
      return;
    }
    const holds = assertions[assertion.raw];
    if (holds) this.#emit({ op: 'assert', holds });
    else this.isAble = false;
  }

  #lookahead({ alternatives, negate }: AST.LookaheadAssertion): void {
    const [instructions, choices, marks] = [this.#instructions, this.#choices, this.#marks];
    this.#instructions = [];
    this.#choices = 0;
    this.#marks = [];
    const program = this.compile(alternatives);
    this.#instructions = instructions;
    this.#choices = choices;
    this.#marks = marks;
    this.#emit({ op: 'look', program, wanted: !negate });
  }

  #quantifier({ element, min, max, greedy }: AST.Quantifier): void {
    for (let count = 0; count < min && this.isAble; count++) this.#iteration(element);
    if (max === Infinity) {
      this.#loop(element, greedy);
      return;
    }
    const exits: (() => void)[] = [];
    for (let count = min; count < max && this.isAble; count++) exits.push(this.#optional(element, greedy));
    for (const exit of exits) exit();
  }

  /** @returns what to call at the place where those go on who leave out the element. */
  #optional(element: AST.QuantifiableElement, greedy: boolean): () => void {
    const choice = this.#choose();
    const body = this.#here;
    this.#movingIteration(element);
    return () => {
      choice.first = greedy ? body : this.#here;
      choice.second = greedy ? this.#here : body;
    };
  }

  #loop(element: AST.QuantifiableElement, greedy: boolean): void {
    if (greedy && isUnit(element)) {
      this.#emit({ op: 'units', choice: this.#newChoice(), accepts: unitTest(element.raw), then: '' });
      return;
    }
    const start = this.#here;
    const exit = this.#optional(element, greedy);
    this.#emit({ op: 'go', to: start });
    exit();
  }

  /** An iteration that must not be empty, as beyond the least count none may be. */
  #movingIteration(element: AST.QuantifiableElement): void {
    if (!canBeEmpty(element)) {
      this.#iteration(element);
      return;
    }
    const slot = this.#slots++;
    const outer = this.#marks;
    this.#emit({ op: 'note', slot });
    this.#marks = [...outer, slot];
    this.#iteration(element);
    this.#marks = outer;
    this.#emit({ op: 'assert', holds: (_text, at, slots) => slots[slot] !== at });
  }

  /** Each iteration forgets what the groups in it matched before. */
  #iteration(element: AST.QuantifiableElement): void {
    const slots = this.#groups.flatMap((group, index) =>
      group.start >= element.start && group.end <= element.end ? [index * 2, index * 2 + 1] : [],
    );
    if (slots.length > 0) this.#emit({ op: 'forget', slots });
    this.#element(element);
  }
}

const isUnit = ({ type }: AST.Element): boolean =>
  type === 'Character' || type === 'CharacterSet' || type === 'CharacterClass';

/** The ASCII characters that stand from `start` on, in lower case; no other letter passes for them, in whatever case. */
function leadingLiteral(elements: readonly AST.Element[], start: number): string {
  let literal = '';
  for (let index = start; ; index++) {
    const element = elements[index];
    if (element?.type !== 'Character' || element.value > 127) return literal.toLowerCase();
    literal += String.fromCharCode(element.value);
  }
}

/** By the element's source: registries say `.` and `[a-zA-Z0-9_]` a hundred times over. */
const unitTests = new Map<string, (unit: number) => boolean>();

/** Asks the engine itself whether an element that is one unit long accepts a unit, once for each unit. */
function unitTest(raw: string): (unit: number) => boolean {
  const known = unitTests.get(raw);
  if (known) return known;
  const pattern = new RegExp(`^(?:${raw})$`, 'i');
  const answers: boolean[] = [];
  const test = (unit: number): boolean => (answers[unit] ??= pattern.test(String.fromCharCode(unit)));
  unitTests.set(raw, test);
  return test;
}

const wordCharacter = /\w/;
const isAtBoundary = (text: string, at: number): boolean =>
  wordCharacter.test(text.charAt(at - 1)) !== wordCharacter.test(text.charAt(at));

const assertions: Readonly<Record<string, Assertion>> = {
  '^': (_text, at) => at === 0,
  $: (text, at) => at === text.length,
  '\\b': isAtBoundary,
  '\\B': (text, at) => !isAtBoundary(text, at),
};

/** Whether an element may match nothing at all. */
function canBeEmpty(element: AST.Element): boolean {
  switch (element.type) {
    case 'Group':
    case 'CapturingGroup':
      return element.alternatives.some(({ elements }) => elements.every(canBeEmpty));
    case 'Quantifier':
      return element.min === 0 || canBeEmpty(element.element);
    case 'Assertion':
      return true;
    default:
      return false;
  }
}
