import type { Path } from './key-order';
import { nodeAt, readSource } from './source';

/** What is written of the value at a path (`*name` where it is an alias); `undefined` where nothing is written there itself. */
export function sourceAt(text: string, path: Path): string | undefined {
  const source = readSource(text);
  const [start, end] = (source && nodeAt(source.root, path)?.range) ?? [];
  return start === undefined ? undefined : text.slice(start, end);
}
