import type { Id } from '../wire/payload';

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

/**
 * The links of a file that may be no JSON: a comma too many or too few, a key twice (JSON's readers keep one of them only).
 * A link is a number whose key stands in an organization's object.
 */
export function readLinkLines(text: string): readonly Link[] {
  const links: Link[] = [];
  const keys: string[] = [];
  let key = '';
  let isValue = false;
  for (const [token] of text.matchAll(tokens)) {
    if (opens.has(token)) keys.push(key);
    else if (closes.has(token)) keys.pop();
    else if (isValue) addLink(links, { keys, path: key, id: Number(token) });
    else if (token.startsWith('"')) key = readText(token);
    isValue = token === ':';
  }
  return links;
}

const [opens, closes] = [new Set(['{', '[']), new Set(['}', ']'])];

interface Value {
  /** Of the objects around it, the outermost first. */
  readonly keys: readonly string[];
  readonly path: string;
  readonly id: number;
}

function addLink(links: Link[], { keys, path, id }: Value): void {
  const [, place, organization] = keys;
  if (keys.length === 3 && place === 'organizations' && organization !== undefined && Number.isSafeInteger(id) && id > 0) links.push({ organization, path, id });
}

function readText(token: string): string {
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.slice(1, -1);
  }
}
