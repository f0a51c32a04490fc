import type { Choice, Instruction, Program } from './program';

/** A text that is compared with expressions. */
export interface Subject {
  readonly text: string;
  /** The same with its ASCII letters in lower case, unit for unit. */
  readonly lowerCase: string;
  /** How much work may still be put into it, in instructions of some 30 ns. */
  effort: number;
}

/** What is remembered of the choices tried, at most, in bits. */
const mostMemory = 64 * 1024 * 1024;

/**
 * Finds the first match of a program, as a regular expression would: leftmost, and of several there the one that the
 * expression prefers. No choice is tried twice at the same position: what failed once fails again, so the work grows
 * with the text's length and not with its power.
 * @returns the positions of the whole match's start and end, and the slots (-1 where a group took no part);
 *   `undefined` where there is no match, or where the subject's effort is used up (then none is left).
 */
export function runProgram(program: Program, subject: Subject): Found | undefined {
  const { length } = subject.text;
  if (program.choices * (length + 1) > mostMemory) {
    subject.effort = 0;
    return undefined;
  }
  const machine = new Machine(program, subject);
  for (
    let start = nextStart(program, subject, 0);
    start <= length && subject.effort > 0;
    start = nextStart(program, subject, start + 1)
  ) {
    const end = machine.matchAt(start);
    if (end !== undefined) return { start, end, slots: machine.slots };
  }
  return undefined;
}

/** The first place from `from` on where a match can begin; behind the end where there is none. */
function nextStart({ instructions: [first] }: Program, { lowerCase }: Subject, from: number): number {
  if (first?.op !== 'text') return from;
  const start = lowerCase.indexOf(first.lowerCase, from);
  return start < 0 ? Infinity : start;
}

export interface Found {
  readonly start: number;
  readonly end: number;
  readonly slots: Int32Array;
}

/**
 * The machine's stack holds threes. With this as the third, a slot and what it held; else a place in the program and a
 * position to go on at, and the lowest position at which to try the same.
 */
const undo = -1;

class Machine {
  readonly slots: Int32Array;
  readonly #program: Program;
  readonly #subject: Subject;
  /** A bit for each choice at each position. */
  readonly #tried: Uint32Array;
  readonly #stack: number[] = [];
  #next = 0;
  #at = 0;

  constructor(program: Program, subject: Subject) {
    this.#program = program;
    this.#subject = subject;
    this.slots = new Int32Array(program.slots).fill(-1);
    this.#tried = new Uint32Array(Math.ceil((program.choices * (subject.text.length + 1)) / 32));
    subject.effort -= this.#tried.length;
  }

  /** The end of a match that begins at `start`; `undefined` where there is none. */
  matchAt(start: number): number | undefined {
    this.#next = 0;
    this.#at = start;
    this.#stack.length = 0;
    for (;;) {
      const instruction = this.#program.instructions[this.#next++];
      if (!instruction || this.#subject.effort <= 0) return undefined;
      this.#subject.effort -= 1;
      if (instruction.op === 'end') return this.#at;
      if (!this.#perform(instruction) && !this.#goBack()) return undefined;
    }
  }

  /** @returns whether the way goes on. */
  #perform(instruction: Exclude<Instruction, { readonly op: 'end' }>): boolean {
    switch (instruction.op) {
      case 'text':
        return this.#readText(instruction.lowerCase);
      case 'unit':
        return this.#readUnit(instruction.accepts);
      case 'units':
        return this.#readUnits(instruction);
      case 'choose':
        return this.#choose(instruction);
      case 'assert':
        return instruction.holds(this.#subject.text, this.#at, this.slots);
      case 'look':
        return this.#look(instruction);
      default:
        this.#keep(instruction);
        return true;
    }
  }

  #keep(instruction: Extract<Instruction, { readonly op: 'go' | 'note' | 'forget' }>): void {
    if (instruction.op === 'go') this.#next = instruction.to;
    else if (instruction.op === 'note') this.#set(instruction.slot, this.#at);
    else for (const slot of instruction.slots) this.#set(slot, -1);
  }

  #readText(wanted: string): boolean {
    if (!this.#subject.lowerCase.startsWith(wanted, this.#at)) return false;
    this.#at += wanted.length;
    return true;
  }

  #readUnit(accepts: (unit: number) => boolean): boolean {
    const { text } = this.#subject;
    return this.#at < text.length && accepts(text.charCodeAt(this.#at++));
  }

  /** Reads on until a unit does not fit, or until where this was tried before: from there on it failed. */
  #readUnits({ choice, accepts, then }: Extract<Instruction, { readonly op: 'units' }>): boolean {
    const { text } = this.#subject;
    const lowest = this.#at;
    let at = lowest;
    if (!this.#isFirstTry(choice, at)) return false;
    while (at < text.length && accepts(text.charCodeAt(at)) && this.#isFirstTry(choice, at + 1)) at++;
    this.#subject.effort -= at - lowest;
    return this.#goOn(this.#next, at, lowest, then);
  }

  #choose({ choice, first, second }: Extract<Instruction, { readonly op: 'choose' }>): boolean {
    if (!this.#isFirstTry(choice, this.#at)) return false;
    this.#stack.push(second, this.#at, this.#at);
    this.#next = first;
    return true;
  }

  /** Whether a choice was not yet made at this position; from now on it was. */
  #isFirstTry({ id, marks }: Choice, at: number): boolean {
    const moves = marks.reduce((sum, slot) => sum * 2 + (this.slots[slot] === at ? 0 : 1), 0);
    const bit = (id + moves) * (this.#subject.text.length + 1) + at;
    const word = this.#tried[bit >>> 5] ?? 0;
    const mask = 1 << (bit & 31);
    this.#tried[bit >>> 5] = word | mask;
    return (word & mask) === 0;
  }

  #look({ program, wanted }: Extract<Instruction, { readonly op: 'look' }>): boolean {
    const ahead = new Machine(program, this.#subject);
    ahead.slots.set(this.slots.subarray(0, ahead.slots.length));
    if ((ahead.matchAt(this.#at) !== undefined) !== wanted) return false;
    if (wanted)
      for (const [slot, value] of ahead.slots.entries()) if (this.slots[slot] !== value) this.#set(slot, value);
    return true;
  }

  #set(slot: number, value: number): void {
    this.#stack.push(slot, this.slots[slot] ?? -1, undo);
    this.slots[slot] = value;
  }

  /** Goes on at the highest position from `at` down to `lowest` where `then` stands; the others are for later. */
  #goOn(place: number, at: number, lowest: number, then = ''): boolean {
    const { lowerCase } = this.#subject;
    const found = then === '' ? at : lowest + lowerCase.slice(lowest, at + then.length).lastIndexOf(then);
    if (found < lowest) return false;
    if (found > lowest) this.#stack.push(place, found - 1, lowest);
    this.#next = place;
    this.#at = found;
    return true;
  }

  /** Back to the last choice, everything noted since undone. @returns whether there is one. */
  #goBack(): boolean {
    for (;;) {
      const lowest = this.#stack.pop();
      if (lowest === undefined) return false;
      const at = this.#stack.pop() ?? 0;
      const place = this.#stack.pop() ?? 0;
      if (lowest === undo) {
        this.slots[place] = at;
        continue;
      }
      const before = this.#program.instructions[place - 1];
      if (this.#goOn(place, at, lowest, before?.op === 'units' ? before.then : '')) return true;
    }
  }
}
