import { isMap, Lexer } from 'yaml';
import { sameValue } from '../edit/plain-value';
import { readSource, type Source } from '../edit/source';
import { Emitter } from './emit';
import { Layout, Unusual } from './layout';

/** Every comment of a text, in no order. */
function commentsOf(text: string): string {
  const lexemes = [...new Lexer().lex(text)];
  // What follows the mark U+001F is the text of a scalar.
  return lexemes
    .filter((lexeme, index) => lexeme.startsWith('#') && lexemes[index - 1] !== '\u001f')
    .map((comment) => comment.trim())
    .sort()
    .join('\n');
}

/** What stands before the first key and stays there: a byte order mark, directives and the document's start. */
const prologue = /^\ufeff?(?:(?:%[^\n]*\n|[ \t]*(?:#[^\n]*)?\r?\n)*---[ \t]*\r?\n|)/;

function laidOut({ text, eol, root }: Source, reorder: boolean): string | undefined {
  if (!isMap(root) || root.flow) return undefined;
  const before = prologue.exec(text)?.[0] ?? '';
  const { blocks, below } = new Layout(text, before.length).read(root, text.length);
  // A comment that a blank line parts from the first key is about the file.
  const lead = blocks[0]?.lead ?? [];
  const about = lead.slice(0, lead.lastIndexOf('') + 1);
  const [first, ...others] = blocks;
  const lines = new Emitter({ reorder }).blocks(
    first ? [{ ...first, lead: lead.slice(about.length) }, ...others] : [],
    0,
  );
  const all = [...about, ...lines, ...below];
  // Blank lines inside of texts were laid out with them, and count: they are kept by the check of the value.
  return before + all.join('\n').replace(/^\n+/, '').replaceAll('\n', eol).trimEnd() + eol;
}

/** The laid out file, read again, if it means what it meant and has all its comments. */
function attempt(source: Source, reorder: boolean): Source | undefined {
  try {
    const text = laidOut(source, reorder);
    if (text === undefined || text === source.text) return text === undefined ? undefined : source;
    const after = readSource(text);
    return after && sameValue(after.values, source.values) && commentsOf(text) === commentsOf(source.text)
      ? after
      : undefined;
  } catch (error) {
    if (error instanceof Unusual) return undefined;
    throw error;
  }
}

// Where the canonical order would put an alias before its anchor, the keys stay where they are.
const once = (source: Source): Source | undefined => attempt(source, true) ?? attempt(source, false);

/**
 * Lays a scenario file out as `renderScenario` would write it, with all its comments, quotes and line breaks. `undefined` where
 * it has syntax errors, holds several documents, or is written in a way whose meaning could not be kept.
 */
export function formatScenario(text: string): string | undefined {
  let source = readSource(text);
  // A comment may belong to something else at its new column: what is returned is a layout that stays.
  for (let round = 0; source && round < 4; round += 1) {
    const next = once(source);
    if (next?.text === source.text) return next.text;
    source = next;
  }
  return undefined;
}
