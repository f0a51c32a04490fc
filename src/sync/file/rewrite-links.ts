import { lineBreakOf } from '../../base/lines';
import { readTree } from '../../scenario/document/read-tree';
import { findEntry } from '../../scenario/document/tree';
import { sameValue } from '../../scenario/edit/plain-value';
import type { LinkedScenario, LinkedScenarios, StepConfiguration } from '../../wire/definition';
import { NotEditable, type Editing } from './editing';
import type { FileStep, LinkedSteps } from './read-file';
import { rewriteSteps, type Aim } from './rewrite-steps';
import { editAlone, frameOf } from './step-slices';
import { writtenLink } from './written-step';

type When = keyof LinkedScenarios;
type Change = Pick<Aim, 'speech' | 'isSure'> & { readonly steps: LinkedSteps };
type Sides = { readonly [When in 'now' | 'wanted']: LinkedScenarios | undefined };

/** The lines of a list's items, and those around them. */
interface Cut {
  readonly before: string;
  readonly items: string;
  readonly after: string;
}

/** Where the line ends in which a place is, its line break with it. */
function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found < 0 ? text.length : found + 1;
}

/** The lines of a linked scenario's steps; `undefined` where they mean something else on their own. */
function cutSteps(text: string, when: When, count: number): Cut | undefined {
  const { key, value } =
    findEntry(findEntry(findEntry(readTree(text).root, 'linkedScenarios')?.value, when)?.value, 'steps') ?? {};
  if (!key || value?.kind !== 'list' || value.flow) return undefined;
  const [start, end] = [lineEnd(text, key.span.end), lineEnd(text, value.span.end)];
  const items = text.slice(start, end);
  return standsAlone(items, lineBreakOf(text), count)
    ? { before: text.slice(0, start), items, after: text.slice(end) }
    : undefined;
}

function standsAlone(items: string, eol: string, count: number): boolean {
  const { root, problems, isEntangled } = readTree(frameOf(eol) + items);
  const list = findEntry(root, 'steps')?.value;
  return problems.length === 0 && !isEntangled && list?.kind === 'list' && list.items.length === count;
}

/** Changes the steps in their places. @returns what they are then; `undefined` where that cannot be done */
function changeInPlace(
  editing: Editing,
  when: When,
  { wanted, speech, isSure, from }: Aim & { readonly from: readonly FileStep[] },
): readonly StepConfiguration[] | undefined {
  const cut = wanted.length > 0 ? cutSteps(editing.text, when, from.length) : undefined;
  if (!cut) return undefined;
  try {
    const { lines, result } = editAlone(cut.items, lineBreakOf(editing.text), (part) =>
      rewriteSteps(part, from, { wanted, speech, isSure }),
    );
    editing.replace(cut.before + lines + cut.after);
    return result;
  } catch (error) {
    if (error instanceof NotEditable) return undefined;
    throw error;
  }
}

/** One linked scenario, as it is and as it is wanted. */
interface OneLink {
  readonly old: LinkedScenario | undefined;
  readonly made: LinkedScenario | undefined;
  readonly change: Change;
}

function rewriteLink(editing: Editing, when: When, { old, made, change }: OneLink): LinkedScenario | undefined {
  const path = ['linkedScenarios', when];
  const { speech, isSure, steps: from } = change;
  if (sameValue(old, made)) return made;
  if (!old || !made) {
    editing.change(path, old, made && writtenLink(made, speech));
    return made;
  }
  editing.change([...path, 'templateId'], old.templateId, made.templateId);
  if (sameValue(old.steps, made.steps)) return made;
  const steps = changeInPlace(editing, when, { from: from[when] ?? [], wanted: made.steps ?? [], speech, isSure });
  if (steps) return { ...made, steps };
  if (made.steps) editing.set([...path, 'steps'], writtenLink(made, speech)['steps']);
  else editing.drop([...path, 'steps']);
  return made;
}

/**
 * Makes a file's linked scenarios those that are wanted; of their steps only those change that say something else now.
 * @returns them as the file has them then, as `rewriteSteps` does.
 */
export function rewriteLinks(editing: Editing, { now, wanted }: Sides, change: Change): LinkedScenarios | undefined {
  if (now && !wanted) editing.drop(['linkedScenarios']);
  if (!wanted) return undefined;
  const [onPass, onFail] = (['onPass', 'onFail'] as const).map((when) =>
    rewriteLink(editing, when, { old: now?.[when], made: wanted[when], change }),
  );
  return { ...(onPass ? { onPass } : {}), ...(onFail ? { onFail } : {}) };
}
