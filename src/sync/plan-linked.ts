import { t } from '../base/localize';
import type { SyncState } from './content';
import type { Desk } from './desk';
import { itemOf, refusalOf, type Examined } from './examine';
import type { Direction, PlanItem, PlanVerb, Seen } from './plan';
import type { Difference } from './rules';
import { agreed, asFileSays } from './states';

type Rule = Pick<PlanItem, 'what'> & Partial<Pick<PlanItem, 'note' | 'isChosen' | 'conflicts'>>;
type Rulebook = Readonly<Record<Exclude<SyncState, 'conflict' | 'notLinked' | 'cloudOnly' | 'inSync'>, () => Rule>>;

const pulling: Rulebook = {
  localChanges: () => ({ what: 'unchanged', note: t('Changed here only: a push brings it to the cloud.') }),
  cloudChanges: () => ({ what: 'update' }),
  deletedInCloud: () => ({ what: 'delete', isChosen: false, note: t('The scenario was deleted in the cloud.') }),
  deletedHere: () => ({ what: 'create', isChosen: false, note: t('The file was deleted here: this brings it back.') }),
};

const pushing: Rulebook = {
  localChanges: () => ({ what: 'update' }),
  cloudChanges: () => ({ what: 'unchanged', note: t('Changed in the cloud only: a pull brings it here.') }),
  deletedInCloud: () => ({ what: 'create', isChosen: false, note: t('The scenario was deleted in the cloud: this creates it again, with another number and without its runs.') }),
  deletedHere: () => ({ what: 'delete', isChosen: false, note: t('The file was deleted here: this deletes the scenario, its runs and its schedule in the cloud.') }),
};

/** What is to be done with a linked file, one way or the other. */
export function planLinked(desk: Desk, direction: Direction, examined: Examined): PlanItem {
  const rule = ruleFor(desk, direction, examined);
  const hindrance = hindranceOf(desk, { direction, examined, rule });
  return { ...itemOf(examined), direction, isChosen: !isChoice(rule.what), ...(hindrance ?? rule) };
}

interface Ruled {
  readonly direction: Direction;
  readonly examined: Examined;
  readonly rule: Rule;
}

const blockedBy = (note: string): Rule => ({ what: 'blocked', isChosen: false, note });

/** Why what is to be done cannot be done. */
function hindranceOf(desk: Desk, { direction, examined, rule }: Ruled): (Rule & Partial<Pick<PlanItem, 'problems'>>) | undefined {
  if (examined.seen.scenario?.definition === null && rule.what !== 'delete') return blockedBy(noDefinition());
  const refusal = refusalOf(examined);
  // It may say anything: neither side's changes can be told, and nothing may take its place.
  if (refusal !== undefined) return blockedBy(refusal);
  if (direction !== 'push' || !sends.has(rule.what)) return undefined;
  return isUnreadable(examined) ? blockedBy(t('The file cannot be read as a scenario. Correct it and push again.')) : refusedNumbers(desk, examined.seen);
}

const isUnreadable = ({ compiled }: Examined): boolean => compiled !== undefined && !compiled.content;

/** What a push sends of a file, at once or when a conflict ends. */
const sends: ReadonlySet<PlanVerb> = new Set(['update', 'create', 'merge', 'conflict']);

/** What becomes of a file that is to be sent and holds numbers that would arrive as others. */
export function refusedNumbers({ rules, language }: Desk, { text, content }: Seen): (Rule & Pick<PlanItem, 'problems'>) | undefined {
  const problems = text === undefined || !content ? [] : rules.numbersOf(text, content, language()).refused;
  return problems.length === 0 ? undefined : { what: 'blocked', isChosen: false, note: t('The file holds numbers that would be sent as others.'), problems };
}

/** What cannot be read must not be taken for a scenario without steps. */
export const noDefinition = (): string => t('The cloud holds no definition of this scenario that can be read. Look at it in the web application.');

const isChoice = (what: PlanVerb): boolean => what === 'conflict';

function ruleFor(desk: Desk, direction: Direction, { standing, seen }: Examined): Rule {
  const { state } = standing;
  if (state === 'inSync') return { what: standing.lacksBase ? 'agree' : 'unchanged' };
  if (state === 'conflict') return mergeOrConflict(desk, seen);
  if (state === 'notLinked' || state === 'cloudOnly') return { what: 'unchanged' };
  if (state === 'deletedHere' && !seen.scenario) return { what: 'delete', note: t('The file and the scenario are both gone: only the link is removed.') };
  return (direction === 'pull' ? pulling : pushing)[state]();
}

function mergeOrConflict(desk: Desk, seen: Seen): Rule {
  const { base, content, theirs } = seen;
  if (!base) return { what: 'conflict', note: t('Nobody knows what both sides last agreed on: choose one.') };
  if (!content || !theirs) return { what: 'conflict', note: t('The file cannot be read as a scenario.') };
  const conflicts: readonly Difference[] = desk.rules.mergeContents(agreed(base), content, asFileSays(theirs, base, desk.rules)).conflicts;
  return conflicts.length > 0 ? { what: 'conflict', conflicts } : { what: 'merge' };
}
