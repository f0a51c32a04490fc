import { fileStart, inFile, inset, shifted, sliceToFile, type InFile } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import { datePhrase, lookupToken } from '../../scenario/tokens';
import { placedSteps, type PlacedStep, type ReadScenario } from '../core/read-scenario';
import { producersOf } from '../core/producers';
import { usesInFrame } from '../core/token-index';

/** What stands behind a token: a value of the scenario, a date, a record of an earlier step, or nothing that is known. */
export type TokenSource = 'declared' | 'date' | 'given' | 'unknown';

/** A part of a line that is drawn in a colour of its own: a value that a sentence gives, or the name of a token. Parts do not overlap. */
export interface ColoredPart {
  readonly span: Span<InFile>;
  readonly kind: 'value' | 'token';
  /** Of tokens. */
  readonly source?: TokenSource;
}

/** The parts of a file, or of a range of it, that have a colour, in order. */
export function coloredParts(
  scenario: ReadScenario,
  range: Span<InFile> = { start: fileStart, end: inFile(scenario.document.length) },
): readonly ColoredPart[] {
  const { text } = scenario.document;
  const sourceOf = tokenSources(scenario);
  const parts = usesInFrame(scenario).flatMap(({ name, span }) =>
    meets(span, range) ? tokenPart(span, sourceOf(name)) : [],
  );
  for (const step of placedSteps(scenario)) if (meets(step.span, range)) parts.push(...partsOfStep(step, sourceOf));
  const sorted = parts.flatMap((part) => splitAtLines(part, text)).sort((a, b) => a.span.start - b.span.start);
  // What YAML reads twice (an alias, a key that lost its place) is drawn once.
  return withoutOverlaps(sorted, ({ span }) => span);
}

const meets = (a: Span<InFile>, b: Span<InFile>): boolean => a.start < b.end && b.start < a.end;

function partsOfStep({ facts, base }: PlacedStep, sourceOf: (name: string) => TokenSource): readonly ColoredPart[] {
  const tokens = facts.tokens.map(({ name, span }) => ({ name, span: sliceToFile(span, base) }));
  const values = facts.captures
    .map(({ span }) => sliceToFile(span, base))
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return [
    ...withoutOverlaps(values, (span) => span).flatMap((value) => between(value, tokens)),
    ...tokens.flatMap(({ name, span }) => tokenPart(span, sourceOf(name))),
  ];
}

/** A group may stand in another: the outer one is drawn. @param parts by their starts */
function withoutOverlaps<T>(parts: readonly T[], spanOf: (part: T) => Span<InFile>): readonly T[] {
  let last = 0;
  return parts.filter((part) => {
    const { start, end } = spanOf(part);
    const isFree = start >= last;
    if (isFree) last = end;
    return isFree;
  });
}

/** What of a value stands around its tokens, braces and all. */
function between(
  { start, end }: Span<InFile>,
  tokens: readonly { readonly span: Span<InFile> }[],
): readonly ColoredPart[] {
  const parts: Span<InFile>[] = [];
  let at = start;
  for (const { span } of tokens) {
    if (span.start >= end || span.end <= at) continue;
    parts.push({ start: at, end: span.start });
    at = span.end;
  }
  parts.push({ start: at, end });
  return parts.filter((part) => part.start < part.end).map((span) => ({ span, kind: 'value' }));
}

/** The braces keep the colour that the grammar gives them. */
function tokenPart(span: Span<InFile>, source: TokenSource): ColoredPart[] {
  return span.end - span.start > 4 ? [{ span: inset(span, 2), kind: 'token', source }] : [];
}

function tokenSources({ values, lookup, facts }: ReadScenario): (name: string) => TokenSource {
  // The same few records are given by many steps.
  const given = [...new Set(producersOf(facts).map(({ prefix }) => prefix))];
  return (name) => {
    if (lookupToken(values, name) !== undefined) return 'declared';
    if (datePhrase(name) !== undefined) return lookup(name) === undefined ? 'unknown' : 'date';
    return given.some((prefix) => name.startsWith(prefix)) ? 'given' : 'unknown';
  };
}

/** Editors draw no part that goes on over the end of a line; indentation and line ends have no colour. */
function splitAtLines(part: ColoredPart, text: string): readonly ColoredPart[] {
  const { start, end } = part.span;
  if (!/[\r\n]/.test(text.slice(start, end))) return [part];
  const lines = [...text.slice(start, end).matchAll(/[^\r\n]+/g)];
  return lines.flatMap(({ 0: line, index }) => {
    const from = index === 0 ? 0 : line.length - line.trimStart().length;
    const length = line.trimEnd().length;
    return from < length
      ? { ...part, span: { start: shifted(start, index + from), end: shifted(start, index + length) } }
      : [];
  });
}
