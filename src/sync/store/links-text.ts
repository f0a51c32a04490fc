import type { Id } from '../../wire/payload';

/** A file and the scenario that it stands for. */
export interface Link {
  /** The organization's UUID. */
  readonly organization: string;
  readonly path: string;
  readonly id: Id;
}

export interface Sides {
  /** The text, or what each side of a merge would make of it. */
  readonly sides: readonly string[];
  readonly hasMergeMarks: boolean;
}

/** Takes a text with the marks of a merge apart into what either side says. What both started from is left out. */
export function sidesOf(text: string): Sides {
  if (!/^(<{7}|>{7}|={7}$)/m.test(text.replaceAll('\r', ''))) return { sides: [text], hasMergeMarks: false };
  const [mine, theirs]: [string[], string[]] = [[], []];
  let part: 'both' | 'mine' | 'base' | 'theirs' = 'both';
  for (const line of text.split(/\r?\n/)) {
    const mark = /^(<{7}|\|{7}|={7}|>{7})( |$)/.exec(line)?.[1]?.[0];
    if (mark) {
      part = ({ '<': 'mine', '|': 'base', '=': 'theirs', '>': 'both' } as const)[mark as '<' | '|' | '=' | '>'];
      continue;
    }
    if (part === 'both' || part === 'mine') mine.push(line);
    if (part === 'both' || part === 'theirs') theirs.push(line);
  }
  return { sides: [mine.join('\n'), theirs.join('\n')], hasMergeMarks: true };
}

const tokens = /"(?:[^"\\\n]|\\.)*"|[{}[\]:,]|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/g;

/** A key and a value in an organization's object, whatever they are. */
export interface LinkLine {
  readonly organization: string;
  readonly path: string;
  /** The key and the value as they are written. */
  readonly key: string;
  readonly value: string;
}

/** The scenario's number; `undefined` where the value is none. */
export function idOf({ value }: LinkLine): Id | undefined {
  const id = Number(value);
  return /^\d/.test(value) && Number.isSafeInteger(id) && id > 0 ? id : undefined;
}

/** Where a line stands in the text, from 1. */
export function lineNumber(text: string, { key, value }: LinkLine): number {
  for (let at = text.indexOf(key); at >= 0; at = text.indexOf(key, at + 1)) {
    const after = text.slice(at + key.length).trimStart();
    if (after.startsWith(':') && after.slice(1).trimStart().startsWith(value))
      return text.slice(0, at).split('\n').length;
  }
  return 1;
}

/**
 * The lines of a file that may be no JSON: a comma too many or too few, a key twice (JSON's readers keep one of them only).
 */
export function readLinkLines(text: string): readonly LinkLine[] {
  const lines: LinkLine[] = [];
  const keys: string[] = [];
  let [key, written] = ['', ''];
  let isValue = false;
  for (const [token] of text.matchAll(tokens)) {
    if (opens.has(token)) keys.push(key);
    else if (closes.has(token)) keys.pop();
    else if (isValue) lines.push(...lineIn(keys, { path: key, key: written, value: token }));
    else if (token.startsWith('"')) [key, written] = [readText(token), token];
    isValue = token === ':';
  }
  return lines;
}

const [opens, closes] = [new Set(['{', '[']), new Set(['}', ']'])];

/** @param keys of the objects around it, the outermost first */
function lineIn(keys: readonly string[], line: Omit<LinkLine, 'organization'>): readonly LinkLine[] {
  const [, place, organization] = keys;
  return keys.length === 3 && place === 'organizations' && organization !== undefined && line.value !== 'null'
    ? [{ organization, ...line }]
    : [];
}

function readText(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.slice(1, -1);
  }
}
