import { fileStart, inFile, inset, shifted, type InFile, type InPiece } from '../../scenario/document/offsets';
import { touches, type Span } from '../../scenario/document/tree';
import { tokensOfScalar } from '../core/token-places';
import { pathAt, type PathIn } from '../core/node-path';
import { placedSteps, type PlacedStep, type ReadScenario } from '../core/read-scenario';

/** What *Expand Selection* selects from an offset, one step after the other: each span holds the one before. */
export function selectionsAt(scenario: ReadScenario, offset: InFile): readonly Span<InFile>[] {
  const path = pathAt(scenario, offset);
  const { text } = scenario.document;
  const around = path.step
    ? [...partsOfValue(scenario, path, path.step.facts.captures), ...nodesOf(path), ...stepsAround(scenario, path.step)]
    : [...partsOfValue(scenario, path, []), ...nodesOf(path)];
  return growing([wordAt(text, offset), ...around, { start: fileStart, end: inFile(text.length) }], offset);
}

function wordAt(text: string, offset: InFile): Span<InFile> {
  const isWord = (at: number): boolean => /[\p{L}\p{N}\p{M}_-]/u.test(text.charAt(at));
  let [start, end] = [offset, offset];
  while (start > 0 && isWord(start - 1)) start = shifted(start, -1);
  while (end < text.length && isWord(end)) end = shifted(end, 1);
  return { start, end };
}

/** The name of a token, the token, the values around it, and a text without its quotes. */
function partsOfValue<At extends InPiece>(
  { document }: ReadScenario,
  { nodes, key, piece, at, toFile }: PathIn<At>,
  captures: readonly { readonly span: Span<At> }[],
): readonly Span<InFile>[] {
  const scalar = key ? undefined : nodes.at(-1)?.node;
  if (scalar?.kind !== 'scalar') return [];
  const tokens = tokensOfScalar(scalar, piece.text).flatMap(({ span }) => [inset(span, 2), span]);
  const values = captures.map(({ span }) => span).sort((a, b) => a.end - a.start - (b.end - b.start));
  const { start, end } = scalar.span;
  const isQuoted = scalar.style === 'single' || scalar.style === 'double';
  const content = isQuoted && end - start > 1 ? [inset(scalar.span, 1)] : [];
  return [...tokens, ...values, ...content]
    .filter((span) => touches(span, at))
    .map(toFile)
    .filter((span) => span.end <= document.length);
}

/** Each value with the key that it belongs to, from inside to outside. */
function nodesOf<At extends InPiece>({ nodes, key, toFile }: PathIn<At>): readonly Span<InFile>[] {
  const inKey = key ? [key.key.span, { start: key.key.span.start, end: key.value?.span.end ?? key.key.span.end }] : [];
  const around = nodes
    .toReversed()
    .flatMap(({ node, entry }) =>
      entry ? [node.span, { start: entry.key.span.start, end: node.span.end }] : [node.span],
    );
  return [...inKey, ...around].map(toFile);
}

/** A step with its dash, and all steps. */
function stepsAround(scenario: ReadScenario, step: PlacedStep): readonly Span<InFile>[] {
  const { text } = scenario.document;
  const all = [...placedSteps(scenario)];
  const [first, last] = [all[0], all.at(-1)];
  return first && last
    ? [withDash(text, step.span), withDash(text, { start: first.span.start, end: last.span.end })]
    : [];
}

function withDash(text: string, { start, end }: Span<InFile>): Span<InFile> {
  const before = /-\s+$/.exec(text.slice(Math.max(0, start - 200), start))?.[0];
  return { start: shifted(start, -(before?.length ?? 0)), end };
}

/** Only spans that hold the offset and all before them; the same one is not said twice. */
function growing(spans: readonly Span<InFile>[], offset: InFile): readonly Span<InFile>[] {
  const kept: Span<InFile>[] = [];
  let inner: Span<InFile> = { start: offset, end: offset };
  for (const span of spans) {
    const isLarger =
      span.start <= inner.start && span.end >= inner.end && span.end - span.start > inner.end - inner.start;
    if (!isLarger) continue;
    kept.push(span);
    inner = span;
  }
  return kept;
}
