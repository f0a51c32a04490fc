import { Lexer } from 'yaml';

/** What the lexer says before the text of a plain or block scalar. */
const scalarMark = '\u001f';

/** The comments of a piece of YAML, each from its `#` on, in order. */
export function commentsOf(text: string): readonly string[] {
  if (!text.includes('#')) return [];
  const lexemes = [...new Lexer().lex(text)];
  return lexemes
    .filter((lexeme, index) => lexeme.startsWith('#') && lexemes[index - 1] !== scalarMark)
    .map((comment) => comment.trimEnd());
}
