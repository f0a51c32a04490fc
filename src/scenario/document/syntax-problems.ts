import { isMap, isScalar, isSeq, type Document } from 'yaml';
import { endOfLine, startOfLine } from '../../base/lines';
import { t } from '../../base/localize';
import { findSlip } from './indentation-slip';
import type { Span } from './tree';

/** Something that YAML itself does not allow. */
export interface SyntaxProblem<At extends number = number> {
  readonly code: 'yaml-syntax' | 'duplicate-key' | 'unquoted-token';
  readonly span: Span<At>;
  readonly message: string;
  /** Whether what stands behind it may be read otherwise than it is meant. */
  readonly breaks?: boolean;
}

/** An error of the parser: `pos` from its first character to behind its last. */
interface ParserError {
  readonly code: string;
  readonly pos: readonly [number, number];
  readonly message: string;
}

export const unquotedTokenWords = (): string =>
  t('A value that begins with "{{" needs quotes. YAML reads it as a map.');

/** The errors of a parser that does not find its way back make others, which are none. */
const breaking = new Set(['MULTILINE_IMPLICIT_KEY', 'BLOCK_AS_IMPLICIT_KEY', 'BAD_INDENT', 'TAB_AS_INDENT']);
/** Errors behind which an indentation may be that cannot be meant. */
const mayBeSlip = new Set([
  'MULTILINE_IMPLICIT_KEY',
  'BLOCK_AS_IMPLICIT_KEY',
  'BAD_INDENT',
  'MISSING_CHAR',
  'UNEXPECTED_TOKEN',
]);
/** Errors that concern nothing but their own place. */
const local = new Set(['BAD_DQ_ESCAPE', 'BAD_SCALAR_START', 'BAD_ALIAS', 'TAG_RESOLVE_FAILED']);

/**
 * Says what the parser found in plain words, each slip once and where it is.
 * @param ours what was found besides, while the parser's nodes were read.
 */
export function explainSyntax(
  text: string,
  { errors, contents }: Document.Parsed,
  ours: readonly SyntaxProblem[],
): readonly SyntaxProblem[] {
  if (errors.length === 0) return ours;
  const conflict = mergeConflict(text);
  if (conflict) return [conflict];
  const first = errors.find(({ code }) => !local.has(code));
  const main = first && explainFirst(text, first, contents);
  const others = errors
    .filter(({ code }) => local.has(code))
    .map((error): SyntaxProblem => ({
      code: 'yaml-syntax',
      span: spanOfError(text, error),
      message: wordsFor(text, error),
    }));
  return main
    ? [...[...others, ...ours].filter((problem) => !isEcho(problem, main, text)), main]
    : [...others, ...ours];
}

/** What else seems wrong on the line of a slip, or behind one that leads astray. */
function isEcho({ span }: SyntaxProblem, slip: SyntaxProblem, text: string): boolean {
  const line = startOfLine(text, slip.span.start);
  return span.start >= line && (slip.breaks === true || span.start <= endOfLine(text, slip.span.start));
}

/** The marks that version control leaves in a file. */
function mergeConflict(text: string): SyntaxProblem | undefined {
  const mark = /^<{7} .*$/m.exec(text);
  if (!mark || !/^={7}$/m.test(text.replace(/\r/g, ''))) return undefined;
  return {
    code: 'yaml-syntax',
    span: { start: mark.index, end: mark.index + mark[0].trimEnd().length },
    message: t('The file contains a merge conflict. Keep one of its sides and remove the markers.'),
    breaks: true,
  };
}

function explainFirst(text: string, error: ParserError, contents: Document.Parsed['contents']): SyntaxProblem {
  const breaks = breaking.has(error.code);
  // A quote without its end is missed at the end of the file; it is seen where it begins.
  const opening =
    error.code === 'MISSING_CHAR' && error.message.endsWith('quote') ? openQuote(contents, text) : undefined;
  if (opening !== undefined)
    return {
      code: 'yaml-syntax',
      span: { start: opening, end: endOfLine(text, opening) },
      message: t('This quote is not closed.'),
      breaks: true,
    };
  const unquoted = unquotedValue(text, error);
  // What follows is read as it is meant.
  if (unquoted) return { ...unquoted, breaks: false };
  const slip = mayBeSlip.has(error.code) ? findSlip(text, endOfNextLine(text, error.pos[0])) : undefined;
  return { code: 'yaml-syntax', span: spanOfError(text, error), message: wordsFor(text, error), breaks, ...slip };
}

/** The parser may complain of the line above the one that slipped. */
const endOfNextLine = (text: string, at: number): number =>
  endOfLine(text, Math.min(text.length, endOfLine(text, at) + 1));

interface Value {
  readonly text: string;
  readonly span: Span;
}

/** The value of a key on the error's line. */
function valueOnLine(text: string, at: number): Value | undefined {
  const line = startOfLine(text, at);
  const found = /^\s*(?:-\s+)?[\w.-]+\s*:\s+(\S.*?)\s*$/d.exec(text.slice(line, endOfLine(text, line)));
  const [start, end] = found?.indices?.[1] ?? [0, 0];
  return found?.[1] === undefined ? undefined : { text: found[1], span: { start: line + start, end: line + end } };
}

/** A value on the error's line that would be a text if it had quotes. */
function unquotedValue(text: string, { code, pos }: ParserError): Omit<SyntaxProblem, 'breaks'> | undefined {
  const value = code === 'UNEXPECTED_TOKEN' || code === 'BLOCK_AS_IMPLICIT_KEY' ? valueOnLine(text, pos[0]) : undefined;
  if (!value) return undefined;
  const { span } = value;
  if (value.text.startsWith('{{')) return { code: 'unquoted-token', span, message: unquotedTokenWords() };
  if (/^[*&!]/.test(value.text))
    return {
      code: 'yaml-syntax',
      span,
      message: t('Text that begins with "{0}" needs quotes.', value.text.charAt(0)),
    };
  return code === 'BLOCK_AS_IMPLICIT_KEY' && /^[^'"].*:\s/.test(value.text)
    ? { code: 'yaml-syntax', span, message: t('Text that contains ": " needs quotes.') }
    : undefined;
}

/** Where the last scalar begins, if it begins with a quote. */
function openQuote(node: unknown, text: string): number | undefined {
  if (isMap(node)) return openQuote(node.items.at(-1)?.value ?? node.items.at(-1)?.key, text);
  if (isSeq(node)) return openQuote(node.items.at(-1), text);
  const start = isScalar(node) ? node.range?.[0] : undefined;
  return start !== undefined && /["']/.test(text.charAt(start)) ? start : undefined;
}

/** Within the text and on one line, and at least one character where there is one. */
function spanOfError(text: string, { pos }: ParserError): Span {
  const start = Math.min(pos[0], text.length);
  const end = Math.min(Math.max(pos[1], start + 1), endOfLine(text, start));
  return { start, end: Math.max(end, Math.min(start + 1, text.length)) };
}

const notAligned = (): string => t('This is not indented like the lines around it.');

/** By the parser's codes; the messages of others speak for themselves. */
const words: Readonly<Record<string, (text: string, error: ParserError) => string>> = {
  BAD_DQ_ESCAPE: (text, { pos: [start] }) =>
    t(
      '"{0}" is not an escape sequence. Write two backslashes for one, or use single quotes.',
      text.slice(start, start + 2),
    ),
  BAD_SCALAR_START: (text, { pos: [start] }) => t('Text that begins with "{0}" needs quotes.', text.charAt(start)),
  TAB_AS_INDENT: () => t('YAML is indented with spaces, not tabs.'),
  MULTIPLE_DOCS: () => t('A file contains one scenario. Everything after "---" is ignored.'),
  MISSING_CHAR: (text, { pos, message }) => {
    const key = text.slice(...pos).trim();
    return /^[\w.-]+$/.test(key) ? t('A colon is missing: "{0}:".', key) : message;
  },
  UNEXPECTED_TOKEN: (_text, { message }) =>
    message.endsWith('at node end')
      ? t('Unexpected text after the value. To use a quote within single quotes, write it twice.')
      : message,
  BAD_INDENT: () => t('A bracket is not closed, or this line is not indented like the lines around it.'),
  MULTILINE_IMPLICIT_KEY: notAligned,
  BLOCK_AS_IMPLICIT_KEY: notAligned,
};

const wordsFor = (text: string, error: ParserError): string => words[error.code]?.(text, error) ?? error.message;
