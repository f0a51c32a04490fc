import type { Instruction, Program } from './program';

/** What is not known of a sentence may be any text at all, or stands for the values of named groups and for what is around a match. */
export type Unknown = 'anything' | 'values';

/** A sentence that is known in parts; between one part and the next stands a text that is not known, or none. */
export interface GappedSubject {
  readonly parts: readonly string[];
  /** The same with their ASCII letters in lower case. */
  readonly lowerCase: readonly string[];
  /** The parts in lower case, with nothing in the gaps. */
  readonly joined: string;
  /** For the gap behind each part, the last known letter before it and the first one after it, as far as there are any. */
  readonly besides: readonly (readonly [string, string])[];
  readonly unknown: Unknown;
  /** How much work may still be put into it, in steps of some 50 ns. */
  effort: number;
}

/** The states of a program: a place in it, and within a text how much of it was read. */
interface Layout {
  /** The first state of each instruction. */
  readonly base: readonly number[];
  /** The instruction of each state. */
  readonly places: readonly number[];
}

const layouts = new WeakMap<Program, Layout>();

/**
 * Whether some texts in the gaps make the whole match a program. Where that cannot be told (look-arounds, effort used
 * up) it could.
 * @param isValue for each instruction, whether it belongs to a named group.
 */
export function sweepProgram(program: Program, isValue: readonly boolean[], subject: GappedSubject): boolean {
  return new Sweep(program, isValue, subject).finds();
}

function layoutOf(program: Program): Layout {
  const known = layouts.get(program);
  if (known) return known;
  const base: number[] = [];
  const places: number[] = [];
  for (const [place, instruction] of program.instructions.entries()) {
    base.push(places.length);
    const states = instruction.op === 'text' ? instruction.lowerCase.length : 1;
    for (let state = 0; state < states; state++) places.push(place);
  }
  const layout = { base, places };
  layouts.set(program, layout);
  return layout;
}

/** Reads the parts once, in all states at the same time. */
class Sweep {
  readonly #instructions: readonly Instruction[];
  readonly #isValue: readonly boolean[];
  readonly #subject: GappedSubject;
  readonly #layout: Layout;
  /** For each state the last round in which it was entered. */
  readonly #entered: Uint32Array;
  /** No iteration is known to stand still: to allow it accepts no other texts. */
  readonly #slots: Int32Array;
  /** The letter that a match begins with, where there is one. */
  readonly #initial: string | undefined;
  #round = 0;
  #states: number[] = [];
  #isFound = false;
  #part = 0;
  #at = 0;

  constructor(program: Program, isValue: readonly boolean[], subject: GappedSubject) {
    this.#instructions = program.instructions;
    this.#isValue = isValue;
    this.#subject = subject;
    this.#layout = layoutOf(program);
    this.#entered = new Uint32Array(this.#layout.places.length);
    this.#slots = new Int32Array(program.slots).fill(-1);
    subject.effort -= this.#entered.length / 8;
    const [first] = program.instructions;
    this.#initial = first?.op === 'text' ? first.lowerCase.charAt(0) : undefined;
  }

  finds(): boolean {
    const { parts } = this.#subject;
    this.#round = 1;
    this.#enter(0);
    for (this.#part = 0; this.#part < parts.length && !this.#isOver; this.#part++) {
      this.#readPart();
      if (this.#part < parts.length - 1) this.#crossGap();
    }
    return this.#isOver;
  }

  get #isOver(): boolean {
    return this.#isFound || this.#subject.effort <= 0;
  }

  #readPart(): void {
    const lowerCase = this.#subject.lowerCase[this.#part] ?? '';
    this.#at = 0;
    while (this.#at < lowerCase.length && !this.#isOver) {
      if (this.#states.length === 0) this.#skip(lowerCase);
      if (this.#at < lowerCase.length) this.#readUnit(lowerCase);
    }
  }

  /** Nothing has begun: on to where something may, or to the end of the part. */
  #skip(lowerCase: string): void {
    const next = this.#initial === undefined ? this.#at : lowerCase.indexOf(this.#initial, this.#at);
    if (next === this.#at) return;
    this.#at = next < 0 ? lowerCase.length : next;
    this.#round += 1;
    this.#enter(0);
  }

  #readUnit(lowerCase: string): void {
    const unit = (this.#subject.parts[this.#part] ?? '').charCodeAt(this.#at);
    const letter = lowerCase.charCodeAt(this.#at);
    const states = this.#states;
    this.#states = [];
    this.#at += 1;
    this.#round += 1;
    for (const state of states) {
      const place = this.#layout.places[state] ?? 0;
      if (this.#reads(state, place, { unit, letter })) this.#advance(state, place);
    }
    if (this.#mayBegin(lowerCase)) this.#enter(0);
    this.#subject.effort -= states.length + 1;
  }

  #reads(state: number, place: number, { unit, letter }: { readonly unit: number; readonly letter: number }): boolean {
    const instruction = this.#instructions[place];
    if (instruction?.op === 'text')
      return instruction.lowerCase.charCodeAt(state - (this.#layout.base[place] ?? 0)) === letter;
    return (instruction?.op === 'unit' || instruction?.op === 'units') && instruction.accepts(unit);
  }

  #mayBegin(lowerCase: string): boolean {
    return this.#initial === undefined || this.#at >= lowerCase.length || lowerCase.charAt(this.#at) === this.#initial;
  }

  /** Lets all states read whatever they can, as often as they can. */
  #crossGap(): void {
    const states = this.#states;
    this.#states = [];
    this.#at = Infinity;
    this.#round += 1;
    for (const state of states) this.#keep(state);
    this.#enter(0);
    // The list grows while it is read.
    for (const state of this.#states) {
      const place = this.#layout.places[state] ?? 0;
      if (this.#subject.unknown === 'anything' || this.#isValue[place]) this.#advance(state, place);
      this.#subject.effort -= 1;
      if (this.#isOver) return;
    }
  }

  /** Goes on from a state behind what it reads. */
  #advance(state: number, place: number): void {
    if (this.#layout.places[state + 1] === place) this.#keep(state + 1);
    else this.#enter(this.#instructions[place]?.op === 'units' ? place : place + 1);
  }

  #keep(state: number): void {
    if (this.#entered[state] === this.#round) return;
    this.#entered[state] = this.#round;
    this.#states.push(state);
  }

  /** Goes on at a place in the program as far as nothing has to be read. */
  #enter(place: number): void {
    const open = [place];
    for (let next = open.pop(); next !== undefined; next = open.pop()) {
      const state = this.#layout.base[next] ?? 0;
      const instruction = this.#instructions[next];
      if (!instruction || this.#entered[state] === this.#round) continue;
      this.#subject.effort -= 1;
      if (instruction.op === 'end') this.#isFound = true;
      if (instruction.op === 'text' || instruction.op === 'unit' || instruction.op === 'units') this.#keep(state);
      else this.#entered[state] = this.#round;
      open.push(...this.#ways(instruction, next + 1));
    }
  }

  #ways(instruction: Instruction, next: number): readonly number[] {
    switch (instruction.op) {
      case 'go':
        return [instruction.to];
      case 'choose':
        return [instruction.second, instruction.first];
      case 'assert':
        return this.#mayHold(instruction.holds) ? [next] : [];
      case 'text':
      case 'unit':
      case 'end':
        return [];
      default:
        return [next];
    }
  }

  #mayHold(holds: Extract<Instruction, { readonly op: 'assert' }>['holds']): boolean {
    const { parts, besides } = this.#subject;
    const text = parts[this.#part] ?? '';
    const isBesideGap = this.#at >= text.length && this.#part < parts.length - 1;
    if (!isBesideGap) return holds(text, this.#at, this.#slots);
    const [before, after] = besides[this.#part] ?? ['', ''];
    this.#subject.effort -= samples.length ** 2;
    return samples.some((left) =>
      samples.some((right) => holds(before + left + right + after, before.length + left.length, this.#slots)),
    );
  }
}

/** What may stand beside a position in a gap, for all that an assertion asks. */
const samples = ['', 'a', ' '];
