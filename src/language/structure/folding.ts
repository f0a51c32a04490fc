import { frameToFile, inFile, later, shifted, sliceToFile, type InFile } from '../../scenario/document/offsets';
import type { Span, TreeNode } from '../../scenario/document/tree';
import { createPositions } from '../core/positions';
import { placedSteps, type ReadScenario } from '../core/read-scenario';

/** Lines that can be folded into the first of them; both from 0, the last included. */
export interface Fold {
  readonly first: number;
  readonly last: number;
  readonly kind: 'block' | 'comment' | 'region';
}

/** The folds of a file: each step, each key whose value takes several lines, comments, and regions. */
export function foldsOf(scenario: ReadScenario): readonly Fold[] {
  const { text } = scenario.document;
  const blocks = blocksOf(scenario, text);
  const positions = createPositions(text);
  const lines = blocks.map(({ span, kind }) => ({
    first: positions(span.start).line,
    last: positions(lastCharacter(text, span)).line,
    kind,
  }));
  const inScalars = lines.filter(({ kind }) => kind === 'scalar');
  const folds = lines
    .filter(({ first, last }) => last > first)
    .map(({ first, last }): Fold => ({ first, last, kind: 'block' }));
  return onePerLine([...folds, ...commentFolds(text.split(/\r\n|\r|\n/), linesInside(inScalars))]);
}

interface Block<At extends number = InFile> {
  readonly span: Span<At>;
  readonly kind: 'item' | 'entry' | 'scalar';
}

function blocksOf(scenario: ReadScenario, text: string): readonly Block[] {
  const { document } = scenario;
  const blocks = blocksIn(document.frame.tree.root).map(({ span, kind }): Block => ({
    span: frameToFile(span, document),
    kind,
  }));
  const steps = document.isSliced ? [...placedSteps(scenario)] : [];
  for (const { piece, base, span } of steps) {
    blocks.push({ span, kind: 'item' });
    for (const block of blocksIn(piece.node)) blocks.push({ span: sliceToFile(block.span, base), kind: block.kind });
  }
  const [first, last] = [steps[0], steps.at(-1)];
  if (first && last)
    blocks.push({
      span: { start: inFile(text.lastIndexOf('\nsteps:', first.span.start) + 1), end: last.span.end },
      kind: 'entry',
    });
  return blocks.map((block) => (block.kind === 'item' ? { ...block, span: withDash(text, block.span) } : block));
}

/** Each entry and item that a node holds, and those in them; not those that stand elsewhere, under an anchor. */
function blocksIn<At extends number>(node: TreeNode<At> | undefined): Block<At>[] {
  if (!node || node.kind === 'scalar') return [];
  if (node.kind === 'list')
    return node.items.flatMap((item) =>
      item && item.span !== node.span ? [{ span: item.span, kind: 'item' }, ...blocksIn(item)] : [],
    );
  return node.entries.flatMap(({ key, value, merged }) =>
    merged || key.span === node.span ? [] : [entryBlock(key.span, value), ...blocksIn(value)],
  );
}

const entryBlock = <At extends number>(key: Span<At>, value: TreeNode<At> | undefined): Block<At> => ({
  span: { start: key.start, end: value ? later(key.end, value.span.end) : key.end },
  kind: value?.kind === 'scalar' ? 'scalar' : 'entry',
});

/** An item's dash may stand on a line above it. */
function withDash(text: string, span: Span<InFile>): Span<InFile> {
  let at = shifted(span.start, -1);
  while (at >= 0 && /\s/.test(text.charAt(at))) at = shifted(at, -1);
  return text.charAt(at) === '-' ? { start: at, end: span.end } : span;
}

/** The last character of a span that is no white space. */
function lastCharacter(text: string, { start, end }: Span<InFile>): InFile {
  let at = shifted(end, -1);
  while (at > start && /\s/.test(text.charAt(at))) at = shifted(at, -1);
  return later(start, at);
}

/** The lines of values behind their first: what looks like a comment there is none. */
function linesInside(scalars: readonly { readonly first: number; readonly last: number }[]): ReadonlySet<number> {
  return new Set(
    scalars.flatMap(({ first, last }) => Array.from({ length: last - first }, (_, index) => first + 1 + index)),
  );
}

/** What a line is to folding: a comment, a mark where a region begins or ends, or none of these. */
type LineKind = 'comment' | 'region' | 'endregion' | 'other';

function kindOfLine(line: string): LineKind {
  const comment = /^[ \t]*#(.*)$/.exec(line)?.[1];
  if (comment === undefined) return 'other';
  const mark = /^\s*(region|endregion)\b/.exec(comment)?.[1];
  return mark === 'region' || mark === 'endregion' ? mark : 'comment';
}

function commentFolds(lines: readonly string[], inside: ReadonlySet<number>): readonly Fold[] {
  const kinds = lines.map((line, index) => (inside.has(index) ? 'other' : kindOfLine(line)));
  const isFirst = (index: number): boolean => kinds[index] === 'comment' && kinds[index - 1] !== 'comment';
  const comments = kinds.flatMap((_kind, first): readonly Fold[] =>
    isFirst(first) ? [{ first, last: lastOfRun(kinds, first), kind: 'comment' }] : [],
  );
  return [...comments.filter(({ first, last }) => last > first), ...regionFolds(kinds)];
}

function lastOfRun(kinds: readonly LineKind[], first: number): number {
  let last = first;
  while (kinds[last + 1] === 'comment') last++;
  return last;
}

function regionFolds(kinds: readonly LineKind[]): readonly Fold[] {
  const open: number[] = [];
  return kinds.flatMap((kind, index): readonly Fold[] => {
    if (kind === 'region') open.push(index);
    const first = kind === 'endregion' ? open.pop() : undefined;
    return first === undefined ? [] : [{ first, last: index, kind: 'region' }];
  });
}

/** Of folds that begin on one line the longest counts. */
function onePerLine(folds: readonly Fold[]): readonly Fold[] {
  const byLine = new Map<number, Fold>();
  for (const fold of folds) {
    const before = byLine.get(fold.first);
    if (!before || before.last < fold.last) byLine.set(fold.first, fold);
  }
  return [...byLine.values()].sort((a, b) => a.first - b.first);
}
