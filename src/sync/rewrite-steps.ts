import { insertItem } from '../scenario/edit/insert-item';
import { moveItem } from '../scenario/edit/move-item';
import { removeItem } from '../scenario/edit/remove-item';
import type { StepConfiguration } from '../wire/definition';
import { sameValue } from '../scenario/edit/plain-value';
import { alignSteps } from './align';
import { NotEditable, type Editing } from './editing';
import type { FileStep } from './read-file';
import { rewriteStep } from './rewrite-step';
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
  must(editing.tries((text) => removeItem(text, from)), `steps.${from}`);
  must(editing.tries((text) => insertItem(text, to, value)), `steps.${to}`);
}

/**
 * Makes the steps of a file those that are wanted: steps that are the same step stay where they are or are moved, and change
 * in place.
 * @returns the steps as the file has them then: as wanted, but for names that said other values than their steps had.
 */
export function rewriteSteps(editing: Editing, from: readonly FileStep[], { wanted, speech }: { readonly wanted: Steps; readonly speech: Speech }): Steps {
  const result = [...wanted];
  const pairs = alignSteps(
    from.map(({ configuration }) => configuration),
    wanted,
  );
  for (const { before, after } of pairs) {
    const [old, made] = [from[before], wanted[after]];
    if (!old || !made || sameValue(old.configuration, made)) continue;
    const name = rewriteStep(editing, before, old, { wanted: made, speech });
    result[after] = { ...made, ...(name === undefined ? {} : { name }) };
  }
  const kept = new Set(pairs.map(({ before }) => before));
  for (const index of [...from.keys()].reverse()) if (!kept.has(index)) must(editing.tries((text) => removeItem(text, index)), `steps.${index}`);
  const order = [...kept].sort((a, b) => a - b);
  for (const [place, { before, moved }] of pairs.entries()) {
    if (!moved) continue;
    const at = order.indexOf(before);
    order.splice(at, 1);
    const ahead = pairs[place - 1];
    const to = ahead ? order.indexOf(ahead.before) + 1 : 0;
    order.splice(to, 0, before);
    move(editing, at, to);
  }
  const known = new Set(pairs.map(({ after }) => after));
  for (const [index, step] of wanted.entries()) if (!known.has(index)) must(editing.tries((text) => insertItem(text, index, writtenStep(step, speech))), `steps.${index}`);
  return result;
}
