import { t } from '../../base/localize';
import type { SyncState } from '../model/content';
import type { SyncContext } from './context';
import { itemOf, refusalOf, type Examined } from './examine';
import { unfinishedMerge } from './merge-marks';
import type { Direction, PlanItem, PlanVerb, Seen } from './plan';
import { goneUnknown, whyUnreadable } from '../model/readable';
import { agreed, asFileSays, type Standing } from './states';
import { mergeContents } from '../diff/merge';
import { numbersOf } from '../file/numbers';
import { differences } from '../diff/compare';

type Rule = Pick<PlanItem, 'what'> & Partial<Pick<PlanItem, 'note' | 'isChosen' | 'isBehind' | 'conflicts' | 'losses'>>;
type Rulebook = Readonly<
  Record<Exclude<SyncState, 'unreadable' | 'conflict' | 'notLinked' | 'cloudOnly' | 'inSync'>, () => Rule>
>;

const pulling: Rulebook = {
  localChanges: () => ({ what: 'unchanged', note: t('Changed here only. A push updates the cloud.') }),
  cloudChanges: () => ({ what: 'update' }),
  behind: () => ({
    what: 'update',
    isBehind: true,
    note: t('The file matches an earlier push or pull, as after a switch of branches. This brings it up to date.'),
  }),
  deletedInCloud: () => ({ what: 'delete', isChosen: false, note: t('The scenario was deleted in the cloud.') }),
  deletedHere: () => ({ what: 'create', isChosen: false, note: t('The file was deleted here. This brings it back.') }),
};

const pushing: Rulebook = {
  localChanges: () => ({ what: 'update' }),
  cloudChanges: () => ({ what: 'unchanged', note: t('Changed in the cloud only. A pull updates the file.') }),
  behind: () => ({
    what: 'update',
    isChosen: false,
    isBehind: true,
    note: t(
      'The file matches an earlier push or pull, as after a switch of branches. A pull brings it up to date. This push would undo later changes.',
    ),
  }),
  deletedInCloud: () => ({
    what: 'create',
    isChosen: false,
    note: t('The scenario was deleted in the cloud. This creates it again, with another ID and without its runs.'),
  }),
  deletedHere: () => ({
    what: 'delete',
    isChosen: false,
    note: t('The file was deleted here. This deletes the scenario, its runs and its schedule in the cloud.'),
  }),
};

/** What is to be done with a linked file, one way or the other. */
export function planLinked(context: SyncContext, direction: Direction, examined: Examined): PlanItem {
  const rule = ruleFor(direction, examined);
  const refusal = refusalOf(examined);
  // It may say anything: neither side's changes can be told, and nothing may take its place.
  if (refusal !== undefined) return { ...itemOf(examined), direction, what: 'blocked', isChosen: false, note: refusal };
  const marked = rule.what === 'delete' ? undefined : unfinishedMerge(examined);
  if (marked) return { ...itemOf(examined), ...marked, direction };
  const refused = direction === 'push' && sends.has(rule.what) ? refusedNumbers(context, examined.seen) : undefined;
  if (refused) return { ...itemOf(examined), ...refused, direction };
  return {
    ...itemOf(examined),
    direction,
    isChosen: !isChoice(rule.what),
    ...(direction === 'push' && lacksContent(examined, rule) ? unreadableFile() : rule),
  };
}

const unreadableFile = (): Rule => ({
  what: 'blocked',
  isChosen: false,
  note: t('The file cannot be read as a scenario. Correct it and push again.'),
});

/** Whether a push would have to send a file that cannot be read. */
function lacksContent({ standing, compiled }: Examined, { what }: Rule): boolean {
  const isUnreadable = compiled !== undefined && !compiled.content;
  return isUnreadable && (['update', 'create', 'merge'].includes(what) || standing.state === 'conflict');
}

/** What a push sends of a file, at once or when a conflict ends. */
const sends: ReadonlySet<PlanVerb> = new Set(['update', 'create', 'merge', 'conflict']);

/** What becomes of a file that is to be sent and holds numbers that would arrive as others. */
export function refusedNumbers(
  { language }: SyncContext,
  { text, content }: Seen,
): (Rule & Pick<PlanItem, 'problems'>) | undefined {
  const problems = text === undefined || !content ? [] : numbersOf(text, content, language()).refused;
  return problems.length === 0
    ? undefined
    : { what: 'blocked', isChosen: false, note: t('The file contains numbers that would change when sent.'), problems };
}

const isChoice = (what: PlanVerb): boolean => what === 'conflict';

function ruleFor(direction: Direction, { standing, seen }: Examined): Rule {
  const { state } = standing;
  if (state === 'unreadable') return { what: 'blocked', isChosen: false, note: whyNotKnown(seen) };
  if (state === 'inSync') return { what: standing.lacksBase ? 'agree' : 'unchanged' };
  if (state === 'conflict') return mergeOrConflict(seen, standing);
  if (state === 'notLinked' || state === 'cloudOnly') return { what: 'unchanged' };
  if (state === 'deletedHere' && !seen.scenario)
    return { what: 'delete', note: t('The file and the scenario are both gone. Only the link is removed.') };
  return (direction === 'pull' ? pulling : pushing)[state]();
}

const whyNotKnown = ({ scenario }: Seen): string => (scenario ? whyUnreadable(scenario) : undefined) ?? goneUnknown();

function mergeOrConflict({ base, content, theirs }: Seen, { here, cloud }: Standing): Rule {
  if (!base)
    return {
      what: 'conflict',
      losses: { mine: cloud, theirs: here },
      note: t('There is no base version to compare with. Choose one side.'),
    };
  if (!content || !theirs) return { what: 'conflict', note: t('The file cannot be read as a scenario.') };
  const [before, after] = [agreed(base), asFileSays(theirs, base)];
  const { content: merged, conflicts } = mergeContents(before, content, after);
  if (conflicts.length === 0) return { what: 'merge' };
  const { content: mergedTheirs } = mergeContents(before, after, content);
  return {
    what: 'conflict',
    conflicts,
    losses: { mine: differences(content, merged), theirs: differences(after, mergedTheirs) },
  };
}
