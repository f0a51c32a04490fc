import { endOfLine, startOfLine } from '../../base/lines';
import { sliceToFile, spanInFile, type InFile } from '../../scenario/document/offsets';
import type { Span } from '../../scenario/document/tree';
import type { PlacedProblem } from '../core/problem';
import type { ProblemCode } from '../core/problem';
import { textOfKey } from '../core/shapes';
import { stepAt, type ReadScenario } from '../core/read-scenario';
import type { Action } from './action';
import { arrangeFrame, arrangeStep } from './arrange-step';
import { convertStep, pinStep } from './convert-step';
import { extractToken } from './extract-token';
import { contextOf, type Fixer } from './fix-context';
import { fixDate } from './fix-dates';
import { fixMissingFields } from './fix-fields';
import { fixBareSentence, fixMissingKey, fixMixedForms, fixNegativeWait, fixRetry, fixUnknownKey } from './fix-keys';
import { fixName } from './fix-names';
import { fixSentence } from './fix-sentence';
import { fixSyntax } from './fix-syntax';
import { fixRecordField, fixTokenBeforeUse, fixUndefinedToken, fixUnquotedToken, fixUnusedToken } from './fix-tokens';
import { ignoreProblem } from './ignore-line';

/** What mends each kind of problem. */
const fixers: Partial<Record<ProblemCode, Fixer>> = {
  'yaml-syntax': fixSyntax,
  'missing-key': fixMissingKey,
  'unknown-key': fixUnknownKey,
  'wrong-type': fixBareSentence,
  'unknown-cog': fixName,
  'unknown-step-id': fixName,
  'no-matching-step': fixSentence,
  'ambiguous-step': pinStep,
  'missing-field': fixMissingFields,
  'unknown-field': fixUnknownKey,
  'field-choice': fixName,
  'step-forms-mixed': fixMixedForms,
  'undefined-token': fixUndefinedToken,
  'token-before-use': fixTokenBeforeUse,
  'unknown-record-field': fixRecordField,
  'unused-token': fixUnusedToken,
  'bad-date': fixDate,
  'unquoted-token': fixUnquotedToken,
  'negative-wait': fixNegativeWait,
  'retry-on-action': fixRetry,
};

/** More problems at one place are not mended one by one. */
const mostProblems = 50;

const meets = (a: Span<InFile>, b: Span<InFile>): boolean => a.start <= b.end && b.start <= a.end;

/**
 * What may be done at a place of a scenario file: first what mends its problems, then what changes the step there, last what
 * silences the problems. All of it leaves valid YAML, and every comment.
 * @param span a selection or the place of a cursor.
 * @param problems all problems of the file.
 */
export function actionsAt(
  scenario: ReadScenario,
  span: Span<InFile>,
  problems: readonly PlacedProblem[],
): readonly Action[] {
  // What YAML complains of is somewhere on the line, and seldom where it says.
  const line = problems.some(({ code }) => code === 'yaml-syntax') ? lineAround(scenario.document.text, span) : span;
  const syntax = problems.find(({ code, span: place }) => code === 'yaml-syntax' && meets(place, line));
  const place = sentenceAround(scenario, span);
  const here = problems
    .filter((problem) =>
      problem.code === 'yaml-syntax'
        ? problem === syntax
        : meets(problem.span, problem.code === 'no-matching-step' ? place : span),
    )
    .slice(0, mostProblems);
  const fixes = here.flatMap((problem) => {
    const fixer = fixers[problem.code];
    return fixer ? fixer(contextOf(scenario, problem, problems)) : [];
  });
  const lines = new Map(here.map((problem) => [problem.code, problem]));
  const ignores = [...lines.values()].flatMap((problem) => ignoreProblem(contextOf(scenario, problem, here)));
  return [...fixes, ...refactorings(scenario, span), ...ignores].filter(isOffered);
}

/** Some words of a sentence are wrong, and all of it is mended. */
function sentenceAround(scenario: ReadScenario, span: Span<InFile>): Span<InFile> {
  const step = stepAt(scenario, span.start);
  const sentence = step && textOfKey(step.piece.node, 'step');
  const around = sentence && sliceToFile(sentence.span, step.base);
  return around && meets(around, span) ? around : span;
}

const lineAround = (text: string, { start, end }: Span<InFile>): Span<InFile> =>
  spanInFile({ start: startOfLine(text, start), end: endOfLine(text, end) });

function refactorings(scenario: ReadScenario, span: Span<InFile>): readonly Action[] {
  const step = stepAt(scenario, span.start);
  if (!step) return arrangeFrame(scenario);
  return [...extractToken(scenario, span), ...convertStep(scenario, step), ...arrangeStep(scenario, step)];
}

/** What is quickly found not to be safe is not offered; the rest shows when it is chosen. */
const isOffered = (action: Action): boolean => action.isSlow === true || (action.edits()?.length ?? 0) > 0;
