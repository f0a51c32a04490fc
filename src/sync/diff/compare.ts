import { isRecord } from '../../base/json';
import { t } from '../../base/localize';
import { sameValue } from '../../scenario/edit/plain-value';
import type { LinkedScenario, StepConfiguration } from '../../wire/definition';
import { alignSteps } from './align';
import type { Content, Settings } from '../model/content';
import type { Difference } from '../model/findings';
import { settingKeys } from '../model/read-settings';
import { sameSetting } from '../model/settings';
import { changeWords, placeWords, titleOf, type Path } from './words';

/** The settings that both name and of which they say different things. */
export const differentSettings = (before: Settings, after: Settings): readonly (keyof Settings)[] =>
  settingKeys.filter(
    (key) => before[key] !== undefined && after[key] !== undefined && !sameSetting(key, before, after),
  );

/** Whether two contents say the same. Settings and tokens count where both name them; the order of keys in data does not count. */
export function isSame(a: Content, b: Content): boolean {
  const parts = ({ name, description, steps, linkedScenarios }: Content): unknown => [
    name,
    description,
    steps,
    linkedScenarios ?? null,
  ];
  const hasSameTokens = !a.tokens || !b.tokens || sameValue(a.tokens, b.tokens);
  return hasSameTokens && sameValue(parts(a), parts(b)) && differentSettings(a.settings, b.settings).length === 0;
}

const isMap = (value: unknown): value is Readonly<Record<string, unknown>> =>
  isRecord(value) && Object.keys(value).length > 0;

/** The differences of two values, key by key as far as both are maps. `undefined` stands for none. */
function valueDifferences(path: Path, before: unknown, after: unknown): readonly Difference[] {
  if (sameValue(before, after)) return [];
  if (!isMap(before) || !isMap(after)) return [{ path, words: changeWords(path, before, after) }];
  return keyDifferences(path, before, after);
}

type Fields = Readonly<Record<string, unknown>>;

/** The keys of a map whose keys are differences of their own, also where the other side has no map. */
function keyDifferences(path: Path, before: Fields, after: Fields): readonly Difference[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const own = (map: Fields, key: string): unknown => (Object.hasOwn(map, key) ? map[key] : undefined);
  return keys.flatMap((key) => valueDifferences([...path, key], own(before, key), own(after, key)));
}

function stepDifferences(path: Path, before: StepConfiguration, after: StepConfiguration): readonly Difference[] {
  const { data: old = {}, ...oldRest } = before;
  const { data: made = {}, ...madeRest } = after;
  return [...keyDifferences(path, oldRest, madeRest), ...keyDifferences([...path, 'data'], old, made)];
}

function listDifferences(
  path: Path,
  before: readonly StepConfiguration[],
  after: readonly StepConfiguration[],
): readonly Difference[] {
  const pairs = alignSteps(before, after);
  const [kept, known] = [new Set(pairs.map((pair) => pair.before)), new Map(pairs.map((pair) => [pair.after, pair]))];
  const place = (index: number): Path => [...path, index];
  const removed = before.flatMap((step, index) =>
    kept.has(index)
      ? []
      : [{ path: place(index), words: t('{0} was removed: {1}', placeWords(place(index)), titleOf(step)) }],
  );
  const present = after.flatMap((step, index): readonly Difference[] => {
    const pair = known.get(index);
    const old = pair && before[pair.before];
    if (!pair || !old)
      return [{ path: place(index), words: t('{0} was added: {1}', placeWords(place(index)), titleOf(step)) }];
    const words = (): string =>
      t('{0} was moved; it was {1}: {2}', placeWords(place(index)), placeWords(place(pair.before)), titleOf(step));
    return [
      ...(pair.moved ? [{ path: place(index), words: words() }] : []),
      ...stepDifferences(place(index), old, step),
    ];
  });
  return [...removed, ...present];
}

function linkDifferences(path: Path, before: LinkedScenario = {}, after: LinkedScenario = {}): readonly Difference[] {
  return [
    ...valueDifferences([...path, 'templateId'], before.templateId, after.templateId),
    ...listDifferences([...path, 'steps'], before.steps ?? [], after.steps ?? []),
  ];
}

/** What `after` says that `before` does not, and the other way round; nothing where they say the same. */
export function differences(before: Content, after: Content): readonly Difference[] {
  const found = [
    ...valueDifferences(['name'], before.name, after.name),
    ...valueDifferences(['description'], before.description || undefined, after.description || undefined),
    ...(before.tokens && after.tokens ? keyDifferences(['tokens'], before.tokens, after.tokens) : []),
    ...listDifferences(['steps'], before.steps, after.steps),
    ...(['onPass', 'onFail'] as const).flatMap((when) =>
      linkDifferences(['linkedScenarios', when], before.linkedScenarios?.[when], after.linkedScenarios?.[when]),
    ),
    ...differentSettings(before.settings, after.settings).map((key) => ({
      path: ['settings', key],
      words: changeWords(['settings', key], before.settings[key], after.settings[key]),
    })),
  ];
  return found;
}
