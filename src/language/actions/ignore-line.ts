import { endOfLine, startOfLine } from '../../base/lines';
import { t } from '../../base/localize';
import type { InFile } from '../../scenario/document/offsets';
import { commentsOf } from '../../scenario/edit/comments';
import { readSource, verified } from '../../scenario/edit/source';
import { applyEdits, type TextEdit } from '../../scenario/edit/text-edit';
import { isSilenced } from '../core/ignore';
import { createFix } from './action';
import type { FixContext, Fixer } from './fix-context';

/** A comment that says: not this one, not here. */
export const ignoreProblem: Fixer = (context) => {
  const { problem, part } = context;
  if (problem.code === 'yaml-syntax') return [];
  return [
    createFix(problem, t('Ignore {0} on this line', problem.code), () => ignore(context), { isSlow: part.isSlow }),
  ];
};

function ignore({ part, span, problem }: FixContext): readonly TextEdit<InFile>[] | undefined {
  const source = readSource(part.text);
  if (!source) return undefined;
  const { text } = part;
  const at = part.fromPiece(span.start);
  for (const edit of [atEndOfLine(text, at, problem.code), onLineAbove(text, at, problem.code)]) {
    const edits = verified(source, [edit], source.values[0]);
    // It is to be a comment, and not the words of a text.
    if (edits && silences(edits, { text, at, code: problem.code })) return part.toFile(edits);
  }
  return undefined;
}

/** Where a text has a problem. */
interface Reported {
  readonly text: string;
  readonly at: number;
  readonly code: FixContext['problem']['code'];
}

function silences(edits: readonly TextEdit[], { text, at, code }: Reported): boolean {
  const after = applyEdits(text, edits);
  const [edit] = edits;
  const moved = edit && edit.start <= at ? at + edit.text.length : at;
  return (
    isSilenced(after, moved, code) &&
    commentsOf(after).some((comment) => comment.includes(`stack-moxie-ignore`) && comment.includes(code))
  );
}

function atEndOfLine(text: string, at: number, code: string): TextEdit {
  const end = endOfLine(text, at);
  const line = text.slice(startOfLine(text, at), end).trimEnd();
  const place = startOfLine(text, at) + line.length;
  const isThere = /#\s*stack-moxie-ignore\s*:\s*[\w\s,-]*$/.test(line);
  return { start: place, end: place, text: isThere ? `, ${code}` : `   # stack-moxie-ignore: ${code}` };
}

function onLineAbove(text: string, at: number, code: string): TextEdit {
  const start = startOfLine(text, at);
  const indent = /^ */.exec(text.slice(start))?.[0] ?? '';
  return { start, end: start, text: `${indent}# stack-moxie-ignore: ${code}\n` };
}
