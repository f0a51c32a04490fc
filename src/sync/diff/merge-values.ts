import { isRecord } from '../../base/json';
import { sameValue } from '../../scenario/edit/plain-value';

/** What the base and both sides say of something; `undefined` where they say nothing. */
export interface Three<T = unknown> {
  readonly base: T;
  readonly mine: T;
  readonly theirs: T;
}

/** Told of what both sides changed differently: the keys that lead there from where the merge began. */
export type Clash = (path: readonly string[], mine: unknown, theirs: unknown) => void;

const at = (value: unknown, key: string): unknown =>
  isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;

/** Merges three values, key by key where both sides hold maps. Where both changed the same differently, mine stands. */
export function mergeValue({ base, mine, theirs }: Three, clash: Clash, path: readonly string[] = []): unknown {
  if (sameValue(mine, theirs) || sameValue(base, theirs)) return mine;
  if (sameValue(base, mine)) return theirs;
  if (isRecord(mine) && isRecord(theirs)) return mergeMaps({ base, mine, theirs }, clash, path);
  clash(path, mine, theirs);
  return mine;
}

function mergeMaps(
  { base, mine, theirs }: Three,
  clash: Clash,
  path: readonly string[],
): Readonly<Record<string, unknown>> {
  const keys = [...new Set([...Object.keys(mine ?? {}), ...Object.keys(theirs ?? {})])];
  const entries = keys.map(
    (key) =>
      [
        key,
        mergeValue({ base: at(base, key), mine: at(mine, key), theirs: at(theirs, key) }, clash, [...path, key]),
      ] as const,
  );
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

/** The same of three maps of which each key is merged on its own, also where one side has none. */
export function mergeKeys(
  { base = {}, mine = {}, theirs = {} }: Three<Readonly<Record<string, unknown>> | undefined>,
  clash: Clash,
): Readonly<Record<string, unknown>> {
  return mergeMaps({ base, mine, theirs }, clash, []);
}
