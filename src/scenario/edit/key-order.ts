import { frameKeys, stepKeys } from '../keys';

export type Path = readonly (string | number)[];

/** The canonical order of the keys of the map at a path; empty where authors choose their own. */
export function keyOrder(path: Path): readonly string[] {
  if (path.length === 0) return frameKeys;
  return path.length === 2 && path[0] === 'steps' && typeof path[1] === 'number' ? stepKeys : [];
}

/** Where a key stands in its map's order; keys of no known place come last. */
export function rank(order: readonly string[], key: string): number {
  const index = order.indexOf(key);
  return index < 0 ? order.length : index;
}
