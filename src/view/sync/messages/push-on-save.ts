import { t } from '../../../base/localize';
import { plainName } from '../../../base/plain-text';
import type { PlanItem, PlanVerb } from '../../../sync/plan/plan';
import type { ItemResult } from '../../../sync/apply/summary';
import { errorLines, foundWords, type FileError } from './file-errors';

/** What helps where a save was not pushed. */
export type PushHelp = 'resolve' | 'problems' | 'push';

export type SaveVerdict =
  | { readonly kind: 'push' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'kept'; readonly why: string; readonly help: PushHelp };

export interface SavedFile {
  readonly item: PlanItem | undefined;
  /** All that are known of the file. */
  readonly errors: readonly FileError[];
  /** The organization as prompts name it. */
  readonly organization: string;
}

/** Whether a save is pushed: only what changed here alone, and only from a file of which nothing has to be asked. */
export function judgeSave({ item, errors, organization }: SavedFile): SaveVerdict {
  if (!item || quiet.has(item.what)) return { kind: 'nothing' };
  if (errors.length > 0 && (item.what === 'update' || item.what === 'blocked'))
    return {
      kind: 'kept',
      why: withErrors(plainName(item.name, ''), errors),
      help: errors.some(({ isNumber }) => !isNumber) ? 'problems' : 'push',
    };
  return item.what === 'update' && item.isBehind !== true
    ? { kind: 'push' }
    : { kind: 'kept', ...whyKept(item, organization) };
}

const quiet: ReadonlySet<PlanVerb> = new Set(['unchanged', 'agree', 'link', 'move']);

function whyKept(
  { what, name: given, note, isBehind }: PlanItem,
  organization: string,
): { readonly why: string; readonly help: PushHelp } {
  const name = plainName(given, '');
  if (isBehind === true)
    return {
      why: t(
        '“{0}” was not pushed on save. The file matches an earlier push or pull, and {1} has a later version.',
        name,
        organization,
      ),
      help: 'push',
    };
  if (what === 'conflict' || what === 'merge')
    return { why: t('“{0}” was not pushed on save. It was changed in {1} too.', name, organization), help: 'resolve' };
  if (what === 'blocked')
    return { why: [t('“{0}” was not pushed on save.', name), note ?? ''].join(' ').trim(), help: 'push' };
  return { why: t('“{0}” was not pushed on save. It is no longer in {1}.', name, organization), help: 'push' };
}

/** Errors that a message lists: it is no dialog. */
const mostListed = 2;

function withErrors(name: string, errors: readonly FileError[]): string {
  const isOne = errors.length === 1 && errors[0]?.isNumber !== true;
  const why = isOne
    ? t('“{0}” was not pushed on save. The file has an error.', name)
    : t('“{0}” was not pushed on save. The file has {1}.', name, foundWords(errors));
  return [why, ...errorLines(errors, mostListed)].join(' ');
}

/** Into a protected organization nothing goes without its name being typed. */
export const protectedWords = (organization: string): string =>
  t('Push on save does not push to {0}, which is protected. Use Push Scenario, which asks for its name.', organization);

/** How the push of a save ended: words, and whether they ask for a look. */
export function savedWords(
  { item, outcome, reason, notes }: ItemResult,
  organization: string,
): { readonly isDone: boolean; readonly words: string } {
  const name = plainName(item.name, '');
  if (outcome !== 'done') return { isDone: false, words: t('“{0}” was not pushed on save. {1}', name, reason ?? '') };
  return { isDone: true, words: [t('Pushed “{0}” to {1}.', name, organization), ...notes].join(' ') };
}
