import { plainLine, plainLines } from './plain-text';

/** What a user or a server wrote, made text: no markup, links, mentions or `$(icons)` come of it. */
export function escapeMarkdown(text: string, limit?: number): string {
  return escapeLine(plainLine(text, limit));
}

/** As `escapeMarkdown`, keeping up to `maxLines` lines. */
export function escapeMarkdownLines(text: string, maxLines: number): string {
  return plainLines(text, maxLines).map(escapeLine).join('  \n');
}

/** A link, or only its title where the address is none that a browser should open. */
export function markdownLink(title: string, url: string): string {
  if (!/^(https?|vscode|vscode-insiders|command):[^\s<>\\]+$/i.test(url)) return escapeMarkdown(title);
  return `[${escapeMarkdown(title)}](<${url}>)`;
}

// All ASCII punctuation that begins or joins markup, `.`, `:` and `@` included: `www.` and `https:` would become links.
const special = /[!#$&()*+\-./:<=>@[\\\]^_`{|}~]/g;

const escapeLine = (line: string): string => line.replace(special, '\\$&').replace(/^(?=\d+\))/, '\\');

/** A text as code: between so many backticks that none of its own ends it. */
export function markdownCode(text: string, limit?: number): string {
  const line = plainLine(text, limit);
  if (line === '') return '';
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  const gap = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return fence + gap + line + gap + fence;
}
