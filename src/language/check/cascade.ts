import { startOfLine } from '../../base/lines';
import type { Piece } from '../../scenario/document/document';
import type { InFile } from '../../scenario/document/offsets';
import type { PlacedProblem, ProblemCode } from '../core/problem';

/**
 * What seems missing or wrong where YAML does not understand a line is an echo of that: on the line itself, and where the
 * parser lost its way on all lines below.
 * @param whole the file, where it was read as one piece: a file with such a line is.
 */
export function withoutCascades(problems: PlacedProblem[], whole: Piece<InFile> | undefined): PlacedProblem[] {
  if (!whole) return problems;
  const { text, tree } = whole;
  const broken = new Set(
    tree.problems.filter(({ code }) => syntax.has(code)).map(({ span }) => startOfLine(text, span.start)),
  );
  if (broken.size === 0) return problems;
  const lost = tree.problems.find(({ breaks }) => breaks);
  const from = lost ? startOfLine(text, lost.span.start) : Infinity;
  const isTold = ({ code, span }: PlacedProblem): boolean =>
    code === 'unquoted-token' &&
    tree.problems.some((told) => told.code === code && told.span.start === span.start && told.span.end > span.end);
  const isEcho = ({ code, span }: PlacedProblem): boolean =>
    (echoes.has(code) && broken.has(startOfLine(text, span.start))) ||
    (lost !== undefined && !syntax.has(code) && (span.start >= from || ofWholeFile.has(code)));
  return problems.filter((problem) => !isEcho(problem) && !isTold(problem));
}

const syntax: ReadonlySet<ProblemCode> = new Set<ProblemCode>(['yaml-syntax', 'unquoted-token']);
const echoes: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'missing-key',
  'wrong-type',
  'unknown-key',
  'no-matching-step',
  'unknown-field',
  'field-type',
]);
/** What a line anywhere in the file may decide. */
const ofWholeFile: ReadonlySet<ProblemCode> = new Set<ProblemCode>([
  'missing-key',
  'empty-steps',
  'unused-token',
  'token-before-use',
]);
