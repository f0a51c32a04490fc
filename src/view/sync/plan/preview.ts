import { t } from '../../../base/localize';
import { plainLine } from '../../../base/plain-text';
import {
  changing,
  keyOf,
  saysTheSame,
  type Direction,
  type Plan,
  type PlanItem,
  type PlanVerb,
  type Resolution,
} from '../../../sync/plan/plan';
import type { Difference } from '../../../sync/model/findings';
import type { NodeIcon } from '../../outcome-look';
import { listed, wordsOf } from '../messages/and-more';
import { canMerge, changedWords, discarded, type Moment } from '../prompts/conflict-prompt';
import { linkWhy } from '../prompts/kin-words';
import { scenarioCount, scenarioWords } from '../messages/names';

/** What a person has decided of a plan: by the items' keys. */
export interface Choices {
  readonly chosen: ReadonlySet<string>;
  readonly resolutions: ReadonlyMap<string, Resolution>;
}

/**
 * `namesake`: files that are linked by their names alone. `notLinked`: files that have no scenario and that nobody asked to
 * push; they are left alone unless somebody checks them. `behind`: a push of them takes back what was agreed on later.
 */
export type GroupKind = Exclude<PlanVerb, 'unchanged' | 'agree'> | 'namesake' | 'notLinked' | 'behind';

/** Items of a plan that go the same way for the same reason. */
export interface PreviewGroup {
  readonly kind: GroupKind;
  readonly direction: Direction;
  readonly items: readonly PlanItem[];
}

/** A row as plain data. */
export interface PreviewRow {
  readonly label: string;
  readonly description: string;
  /** Lines. */
  readonly tooltip: string;
  readonly icon: NodeIcon;
  /** Absent where there is nothing to choose. */
  readonly isChecked?: boolean;
  readonly contextValue: 'planGroup' | 'planItem' | 'planConflict' | 'planConflictUnmerged' | 'planBlocked';
  /** What a screen reader says. */
  readonly accessibleLabel: string;
}

/** What asks comes first, what cannot be done last. */
const order: readonly GroupKind[] = [
  'conflict',
  'merge',
  'update',
  'create',
  'delete',
  'move',
  'link',
  'namesake',
  'notLinked',
  'behind',
  'blocked',
];

function kindOf(item: PlanItem): GroupKind {
  const { direction, what } = item;
  const pushed = direction === 'push' ? pushedKindOf(item) : undefined;
  if (pushed) return pushed;
  if (what === 'link' && !saysTheSame(item)) return 'namesake';
  return what === 'agree' || what === 'unchanged' ? 'link' : what;
}

function pushedKindOf({ what, id, isChosen, isBehind }: PlanItem): GroupKind | undefined {
  if (what === 'update' && isBehind === true) return 'behind';
  return what === 'create' && id === undefined && !isChosen ? 'notLinked' : undefined;
}

export function previewGroups(plan: Pick<Plan, 'items'>): readonly PreviewGroup[] {
  const groups = new Map<string, { kind: GroupKind; direction: Direction; items: PlanItem[] }>();
  for (const item of changing(plan)) {
    const { direction } = item;
    const group = groups.get(`${direction} ${kindOf(item)}`) ?? { kind: kindOf(item), direction, items: [] };
    group.items.push(item);
    groups.set(`${direction} ${kindOf(item)}`, group);
  }
  return [...groups.values()].sort((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind));
}

const titles: Readonly<Record<Direction, Readonly<Record<GroupKind, () => string>>>> = {
  pull: {
    conflict: () => t('Conflicts'),
    merge: () => t('Merge into files'),
    update: () => t('Update files'),
    create: () => t('New files'),
    delete: () => t('Delete files'),
    move: () => t('Moved: the link follows'),
    link: () => t('Only link'),
    namesake: () => t('Same name, different content'),
    notLinked: () => t('Not in the cloud yet'),
    behind: () => t('Behind: to be pulled'),
    blocked: () => t('Cannot be pulled now'),
  },
  push: {
    conflict: () => t('Conflicts'),
    merge: () => t('Merge, in the file and in the cloud'),
    update: () => t('Update in the cloud'),
    create: () => t('Create in the cloud'),
    delete: () => t('Delete in the cloud'),
    move: () => t('Moved: the link follows'),
    link: () => t('Only link'),
    namesake: () => t('Same name, different content'),
    notLinked: () => t('Not in the cloud yet'),
    behind: () => t('Behind: to be pulled'),
    blocked: () => t('Cannot be pushed now'),
  },
};

const icons: Readonly<Record<GroupKind, NodeIcon>> = {
  conflict: { id: 'warning', color: 'list.warningForeground' },
  merge: { id: 'git-merge' },
  update: { id: 'diff-modified' },
  create: { id: 'diff-added' },
  delete: { id: 'trash' },
  move: { id: 'arrow-right' },
  link: { id: 'link' },
  namesake: { id: 'link', color: 'list.warningForeground' },
  notLinked: { id: 'file-add' },
  behind: { id: 'history', color: 'list.warningForeground' },
  blocked: { id: 'circle-slash' },
};

const resolved: Readonly<Record<Resolution, () => string>> = {
  mine: () => t('keep mine'),
  theirs: () => t('take theirs'),
  merge: () => t('merge, keeping mine where both changed the same'),
  mergeTheirs: () => t('merge, keeping theirs where both changed the same'),
};

/** The row of a group; its box is checked where those of all its items are. */
export function groupRow({ kind, direction, items }: PreviewGroup, choices: Choices): PreviewRow {
  const label = titles[direction][kind]();
  const isChosen = (item: PlanItem): boolean => choices.chosen.has(keyOf(item));
  // What has to be chosen one by one does not keep the box of all the others from being checked.
  const counted = items.filter((item) => !isUnclear(item) || isChosen(item));
  const count = scenarioCount(items.length);
  return {
    label,
    description: String(items.length),
    tooltip:
      kind === 'notLinked'
        ? t('These files have no scenario yet. Select those to create in the cloud.')
        : `${label}: ${count}`,
    icon: { id: direction === 'pull' ? 'cloud-download' : 'cloud-upload' },
    ...(kind === 'blocked' || kind === 'conflict' || counted.length === 0
      ? {}
      : { isChecked: counted.every(isChosen) }),
    contextValue: 'planGroup',
    accessibleLabel: `${label}, ${count}`,
  };
}

/** Groups of more rows are closed at first; what is done only where it is asked for is shown while it is little. */
const [mostOpen, mostUnasked] = [50, 5];

export function isOpenAtFirst({ kind, items }: PreviewGroup): boolean {
  if (kind === 'notLinked') return items.length <= mostUnasked;
  return items.length <= mostOpen && (kind === 'conflict' || items.some(({ isChosen }) => isChosen));
}

/** `3 of 12 will be pushed.`: what stands above the tree. Files that nobody asked to push count once they are checked. */
export function checkedWords(plan: Pick<Plan, 'items'>, direction: Direction, chosen: ReadonlySet<string>): string {
  const isChosen = (item: PlanItem): boolean => chosen.has(keyOf(item));
  const all = changing(plan).filter(
    (item) => item.what !== 'blocked' && (kindOf(item) !== 'notLinked' || isChosen(item)),
  );
  const [links, others] = [all.filter(isLink), all.filter((item) => !isLink(item))];
  const parts = [
    others.length > 0 ? doneWords(direction, others.filter(isChosen).length, others.length) : '',
    links.length > 0 ? t('{0} of {1} will be linked.', links.filter(isChosen).length, links.length) : '',
  ];
  const words = parts.filter((part) => part !== '').join(' ') || doneWords(direction, 0, 0);
  return chosen.size === 0 ? `${words} ${t('Select the changes to make.')}` : words;
}

/** Of a plan whose organization is not in use in its folder any more. */
export const foreignPlanWords = (organization: string): string =>
  t('This plan was made for {0}. Make a new one.', organization);

const doneWords = (direction: Direction, chosen: number, all: number): string =>
  direction === 'pull' ? t('{0} of {1} will be pulled.', chosen, all) : t('{0} of {1} will be pushed.', chosen, all);
const isLink = ({ what }: PlanItem): boolean => what === 'link' || what === 'move';

/** Whether a person has to choose among what may be there already, before it is made. */
export const isUnclear = ({ what, choices = [] }: Pick<PlanItem, 'what' | 'choices'>): boolean =>
  what === 'create' && choices.some((choice) => isLink(choice) || choice.movedFrom !== undefined);

/** The row of an item: what, which way, why. */
export function itemRow(item: PlanItem, choices: Choices, moment: Moment): PreviewRow {
  const kind = kindOf(item);
  const key = keyOf(item);
  const label = scenarioWords(item);
  // Of a link its file is told in what is said of it.
  const description = [
    item.movedFrom === undefined ? '' : t('moved from {0}', item.movedFrom),
    whyWords(item, choices.resolutions.get(key), moment),
    item.what === 'link' ? '' : (item.path ?? ''),
  ]
    .filter((part) => part !== '')
    .join(' · ');
  return {
    label,
    description: plainLine(description),
    tooltip: tooltipOf(item, moment),
    icon: icons[kind],
    ...(kind === 'blocked' ? {} : { isChecked: choices.chosen.has(key) }),
    contextValue: contextOf(item),
    accessibleLabel: [label, titles[item.direction][kind](), description].join(', '),
  };
}

/** What the manifest's menus go by. */
function contextOf(item: PlanItem): PreviewRow['contextValue'] {
  const kind = kindOf(item);
  if (kind === 'blocked') return 'planBlocked';
  if (kind !== 'conflict') return 'planItem';
  return canMerge(item) ? 'planConflict' : 'planConflictUnmerged';
}

function resolvedWords(item: PlanItem, resolution: Resolution): string {
  const count = resolution === 'mine' || resolution === 'theirs' ? discarded(item, resolution).length : 0;
  const words = resolved[resolution]();
  if (count === 0) return words;
  return count === 1 ? t('{0}: discards 1 change', words) : t('{0}: discards {1} changes', words, count);
}

function whyWords(item: PlanItem, resolution: Resolution | undefined, moment: Moment): string {
  if (resolution) return resolvedWords(item, resolution);
  if (item.note !== undefined) return item.note;
  if (item.what === 'link') return linkWhy(item);
  if (item.what === 'conflict') return t('choose which to keep');
  if (item.direction === 'push') return changeWords(item.here) ?? '';
  return [changedWords(item, moment), changeWords(item.cloud)].filter((part) => part !== undefined).join(': ');
}

/** The one change, or how many there are. */
function changeWords(changes: readonly Difference[]): string | undefined {
  if (changes.length > 1) return t('{0} changes', changes.length);
  return changes[0]?.words;
}

function tooltipOf(item: PlanItem, moment: Moment): string {
  const who = changedWords(item, moment);
  const inCloud = who === undefined ? t('Changed in the cloud:') : t('Changed in the cloud, by {0}:', who);
  const problems = item.problems.map(({ line, message }) => t('Line {0}: {1}', line, message));
  return [
    scenarioWords(item),
    ...(item.movedFrom === undefined ? [] : [t('Moved from {0}: the link follows.', item.movedFrom)]),
    ...(item.note === undefined ? [] : [item.note]),
    ...section(t('Both changed:'), wordsOf(item.conflicts)),
    ...section(t('Changed here:'), wordsOf(item.here)),
    ...section(inCloud, wordsOf(item.cloud)),
    ...section(t('Keep Mine also discards:'), wordsOf(item.losses?.mine)),
    ...section(t('Take Theirs also discards:'), wordsOf(item.losses?.theirs)),
    ...section(t('Problems in the file:'), problems),
  ].join('\n');
}

const section = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length === 0 ? [] : ['', title, ...listed(lines, 10).map((line) => `  ${line}`)];
