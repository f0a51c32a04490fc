import { keepNumbers } from '../../scenario/edit/keep-numbers';
import { insertItem } from '../../scenario/edit/insert-item';
import { moveItem } from '../../scenario/edit/move-item';
import { removeItem } from '../../scenario/edit/remove-item';
import type { StepConfiguration } from '../../wire/definition';
import { sameValue } from '../../scenario/edit/plain-value';
import { alignSteps, type Pair } from '../diff/align';
import { NotEditable, type Editing } from './editing';
import type { FileStep } from './read-file';
import { rewriteStep } from './rewrite-step';
import { StepSlices } from './step-slices';
import type { Speech } from './sentence';
import { writtenStep } from './written-step';

type Steps = readonly StepConfiguration[];

function must(done: boolean, what: string): void {
  if (!done) throw new NotEditable(what);
}

/** A step in brackets is not moved with its comments; it goes and comes again. */
function move(editing: Editing, from: number, to: number): void {
  if (from === to || editing.tries((text) => moveItem(text, from, to))) return;
  const value = editing.valueAt(['steps', from]);
  const before = { text: editing.text, path: ['steps', from] };
  must(
    editing.tries((text) => removeItem(text, from)),
    `steps.${from}`,
  );
  must(
    editing.tries((text) => insertItem(text, to, value)),
    `steps.${to}`,
  );
  editing.replace(keepNumbers(before, { text: editing.text, path: ['steps', to] }));
}

/** Changes in their places the steps that say something else now. @returns the steps as the file has them then. */
function changeInPlace(
  editing: Editing,
  from: readonly FileStep[],
  { pairs, wanted, speech, isSure }: Aim & { readonly pairs: readonly Pair[] },
): Steps {
  const result = [...wanted];
  const slices = new StepSlices(editing.text);
  for (const { before, after } of pairs) {
    const [old, made] = [from[before], wanted[after]];
    if (!old || !made || (sameValue(old.configuration, made) && (isSure || !old.spoken))) continue;
    const change = (part: Editing, index: number): string | undefined =>
      rewriteStep(part, index, old, { wanted: made, speech });
    const name = slices.canCut ? slices.edit(before, (part) => change(part, 0)) : change(editing, before);
    result[after] = { ...made, ...(name === undefined ? {} : { name }) };
  }
  if (slices.canCut) editing.replace(slices.text);
  return result;
}

/** Moves what stands elsewhere now, when all others are gone: each behind the step that is before it. */
function moveSteps(editing: Editing, pairs: readonly Pair[]): void {
  const order = pairs.map(({ before }) => before).sort((a, b) => a - b);
  for (const [place, { before, moved }] of pairs.entries()) {
    if (!moved) continue;
    const from = order.indexOf(before);
    order.splice(from, 1);
    const ahead = pairs[place - 1];
    const to = ahead ? order.indexOf(ahead.before) + 1 : 0;
    order.splice(to, 0, before);
    move(editing, from, to);
  }
}

export interface Aim {
  readonly wanted: Steps;
  readonly speech: Speech;
  /** Whether sentences mean what they meant when the file was read. */
  readonly isSure: boolean;
}

/**
 * Makes the steps of a file those that are wanted: steps that are the same step stay where they are or are moved, and change
 * in place.
 * @returns the steps as the file has them then: as wanted, but for names that said other values than their steps had.
 */
export function rewriteSteps(editing: Editing, from: readonly FileStep[], { wanted, speech, isSure }: Aim): Steps {
  const old = from.map(({ configuration }) => configuration);
  const pairs = alignSteps(old, wanted);
  const result = changeInPlace(editing, from, { pairs, wanted, speech, isSure });
  const [kept, known] = [new Set(pairs.map(({ before }) => before)), new Set(pairs.map(({ after }) => after))];
  const insert = (index: number, step: StepConfiguration): void =>
    must(
      editing.tries((text) => insertItem(text, index, writtenStep(step, speech))),
      `steps.${index}`,
    );
  // A list without a step is written in brackets: where all are new, the first comes before the old ones go.
  const [first] = kept.size === 0 && from.length > 0 ? wanted : [];
  if (first) insert(0, first);
  const shift = first ? 1 : 0;
  for (const index of [...from.keys()].reverse())
    if (!kept.has(index))
      must(
        editing.tries((text) => removeItem(text, index + shift)),
        `steps.${index}`,
      );
  moveSteps(editing, pairs);
  for (const [index, step] of wanted.entries()) if (!known.has(index) && index >= shift) insert(index, step);
  return result;
}
