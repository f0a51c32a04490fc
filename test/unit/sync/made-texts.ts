import { compileFile } from '../../../src/sync/file/compile';
import { renderFile } from '../../../src/sync/file/rewrite';
import type { Content } from '../../../src/sync/model/content';
import type { Language } from '../../../src/sync/model/ports';

/** Nobody knows a cog here: steps name theirs. */
export const language: Language = { catalog: undefined, now: 0 };

/** A file as a person writes it: every setting that it names stands there, the usual ones too. */
export function fileText(content: Content): string {
  const lines = Object.entries(content.settings).map(([key, value]) => `  ${key}: ${JSON.stringify(value)}\n`);
  return (
    renderFile({ ...content, settings: {} }, language) + (lines.length === 0 ? '' : `\nstackmoxie:\n${lines.join('')}`)
  );
}

/** What a file says. */
export const contentIn = (text: string): Content | undefined => compileFile(text, language).content;
