import { RegExpParser, visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { countLiterals, holdsInOrder, requiredTexts } from './literals';
import { nativeCost } from './native-cost';
import { compileProgram, type Program } from './program';
import { runProgram, type Subject } from './run-program';
import { sweepProgram, type GappedSubject } from './sweep';

/** What a named group found. `start` and `end` are UTF-16 units of the sentence, the end not included. */
export interface Capture {
  readonly name: string;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** What an expression found in a sentence. */
export interface Match {
  /** What the named groups captured, in the order of the groups; a group that took no part is missing. */
  readonly captures: readonly Capture[];
  readonly length: number;
}

/** For all expressions together: some milliseconds. Real registries take a quarter of it for the worst text of 4,096 characters. */
const mostEffort = 60_000;
/** A text of a whole book's length, as a token may bring it, gets what it takes to read it a few times. */
const effortPerUnit = 10;
/** The engine's own steps are so much cheaper than ours. */
const nativeAdvantage = 5;

/** A sentence, to be compared with the expressions of a registry. */
export function createSubject(text: string): Subject {
  const lowerCase = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  return { text, lowerCase, effort: mostEffort + effortPerUnit * text.length };
}

/** A step definition's regular expression, ready for use: case-insensitive and unanchored, as cogs mean theirs. */
export class Expression {
  readonly pattern: RegExp;
  /** The fewest literal characters that any match contains: how specific the expression is. */
  readonly literals: number;
  /** The names of its groups. */
  readonly groups: readonly string[];
  /** Texts that every sentence of it holds, one behind the other, in lower case. */
  readonly required: readonly string[];
  readonly tree: AST.Pattern;
  readonly #capturing: readonly AST.CapturingGroup[];
  #program: Program | 'none' | undefined;
  /** For each instruction of the program, whether it belongs to a named group. */
  #isValue: readonly boolean[] | undefined;
  /** The required texts outside of named groups. */
  #spoken: readonly string[] | undefined;
  /** The pattern for those few that only the engine itself can match. */
  #withIndices: RegExp | undefined;

  /** Throws where the source is no regular expression. */
  constructor(source: string) {
    this.pattern = new RegExp(source, 'i');
    this.tree = new RegExpParser({ ecmaVersion: 2025 }).parsePattern(source);
    this.#capturing = capturingGroups(this.tree);
    this.literals = countLiterals(this.tree);
    this.groups = [...new Set(this.#capturing.flatMap(({ name }) => name ?? []))];
    this.required = requiredTexts(this.tree);
  }

  /**
   * The first match in a sentence: the same as `pattern.exec` finds, but in a time that grows with the sentence's length
   * and no faster. `undefined` also where the subject's effort is used up, or where an expression with look-behinds or
   * back references could take longer than is left of it.
   */
  match(subject: Subject): Match | undefined {
    if (!holdsInOrder(subject.lowerCase, this.required)) return undefined;
    const program = this.#compiled();
    return program === 'none' ? this.#matchNatively(subject) : this.#matchProgram(program, subject);
  }

  /** Whether some texts in the gaps make a match; also where it cannot be told. */
  couldMatch(subject: GappedSubject): boolean {
    if (subject.effort <= 0) return true;
    if (subject.unknown === 'values') {
      this.#spoken ??= requiredTexts(this.tree, isNamedGroup);
      // A value gives none of these, and elsewhere the gaps are empty.
      if (!holdsInOrder(subject.joined, this.#spoken)) return false;
    }
    const program = this.#compiled();
    if (program === 'none') return true;
    this.#isValue ??= valueInstructions(program, this.#capturing);
    return sweepProgram(program, this.#isValue, subject);
  }

  #compiled(): Program | 'none' {
    return (this.#program ??= compileProgram(this.tree, this.#capturing) ?? 'none');
  }

  #matchProgram(program: Program, subject: Subject): Match | undefined {
    const found = runProgram(program, subject);
    if (!found) return undefined;
    const captures: Capture[] = [];
    for (const [index, { name }] of this.#capturing.entries()) {
      const start = found.slots[index * 2] ?? -1;
      const end = found.slots[index * 2 + 1] ?? -1;
      if (name !== null && start >= 0 && end >= 0)
        captures.push({ name, value: subject.text.slice(start, end), start, end });
    }
    return { captures, length: found.end - found.start };
  }

  #matchNatively(subject: Subject): Match | undefined {
    const cost = nativeCost(this.tree, subject.text.length) / nativeAdvantage;
    if (cost > subject.effort) return undefined;
    subject.effort -= cost;
    this.#withIndices ??= new RegExp(this.pattern, 'di');
    const match = this.#withIndices.exec(subject.text);
    if (!match) return undefined;
    const captures = Object.entries(match.indices?.groups ?? {}).flatMap(
      ([name, span]: [string, [number, number] | undefined]): Capture[] =>
        span ? [{ name, value: subject.text.slice(...span), start: span[0], end: span[1] }] : [],
    );
    return { captures, length: match[0].length };
  }
}

export type CompiledExpression =
  | { readonly expression: Expression }
  | { readonly expression?: never; readonly reason: string };

const isNamedGroup = (element: AST.Element): boolean => element.type === 'CapturingGroup' && element.name !== null;

/** A group's instructions stand between the two that note its beginning and its end. */
function valueInstructions({ instructions }: Program, groups: readonly AST.CapturingGroup[]): readonly boolean[] {
  let depth = 0;
  return instructions.map((instruction) => {
    if (instruction.op === 'note' && typeof groups[instruction.slot >> 1]?.name === 'string')
      depth += instruction.slot % 2 === 0 ? 1 : -1;
    return depth > 0;
  });
}

function capturingGroups(tree: AST.Pattern): readonly AST.CapturingGroup[] {
  const groups: AST.CapturingGroup[] = [];
  visitRegExpAST(tree, { onCapturingGroupEnter: (group) => void groups.push(group) });
  return groups;
}

/** Takes the slashes off: registries write expressions bare or as `/…/`. */
function bareSource(source: string): string {
  return /^\s*\/(.*)\/[a-z]*\s*$/s.exec(source)?.[1] ?? source;
}

/** Compiles an expression as a registry gives it. Never throws: what does not compile comes back with a reason. */
export function compileExpression(source: string): CompiledExpression {
  const bare = bareSource(source);
  if (bare.trim() === '') return { reason: 'The expression is empty.' };
  try {
    return { expression: new Expression(bare) };
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) };
  }
}
