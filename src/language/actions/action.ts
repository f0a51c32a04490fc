import type { InFile } from '../../scenario/document/offsets';
import type { TextEdit } from '../../scenario/edit/text-edit';
import type { PlacedProblem } from '../core/problem';

export type ActionKind = 'quickfix' | 'refactor.rewrite' | 'refactor.extract';

/** Something that an author may have done to a scenario file. */
export interface Action {
  readonly title: string;
  readonly kind: ActionKind;
  /** What it mends. */
  readonly problem?: PlacedProblem;
  /** Whether it is what an author most likely wants. */
  readonly isPreferred?: boolean;
  /** Whether its edits take long to find: the whole of a long file has to be read for them. */
  readonly isSlow?: boolean;
  /** A name that it makes up, which the author may want to change at once. */
  readonly newName?: string;
  /** `undefined` where it is not safe. Kept once they are found. */
  edits(): readonly TextEdit<InFile>[] | undefined;
}

type Facts = Pick<Action, 'title' | 'kind' | 'problem' | 'isPreferred' | 'isSlow' | 'newName'>;

export function createAction(facts: Facts, find: () => readonly TextEdit<InFile>[] | undefined): Action {
  let found: { readonly edits: readonly TextEdit<InFile>[] | undefined } | undefined;
  return { ...facts, edits: () => (found ??= { edits: find() }).edits };
}

/** A quick fix of a problem. */
export const createFix = (
  problem: PlacedProblem,
  title: string,
  find: () => readonly TextEdit<InFile>[] | undefined,
  more: Partial<Facts> = {},
): Action => createAction({ title, kind: 'quickfix', problem, ...more }, find);
