import { isScenarioName, scenarioEnding } from '../../scenario/file-name';

/** Bytes of UTF-8 that a name may have on the file systems in use. */
const mostBytes = 255;
/** The names that Windows keeps for devices, with whatever ending. */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(?=\s*(\.|$))/i;
/** Names that editors and tools pass over. */
const passedOver = /^(node_modules|bower_components)$/i;
/** What no name may hold on one file system or another. */
const forbidden = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f\u2028\u2029]/g;
/** What turns the reading direction or hides. The joiners stay: emoji and some scripts need them. */
const invisible =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;
const loneSurrogates = /[\ud800-\udfff]/gu;

/** How many bytes a text has in UTF-8. */
export function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) bytes += bytesOfCode(character.codePointAt(0) ?? 0);
  return bytes;
}

function bytesOfCode(code: number): number {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  return code < 0x10000 ? 3 : 4;
}

/**
 * A name for a file or directory that every file system takes: `a/b` becomes `a-b`, `CON` becomes `CON_`, `..` becomes
 * `otherwise`. At most `room` bytes.
 */
export function safeName(name: string, otherwise: string, room = mostBytes): string {
  const plain = name
    .normalize('NFC')
    .replace(invisible, '')
    .replace(loneSurrogates, '-')
    .replace(forbidden, '-')
    .replace(/\s+/g, ' ');
  const trimmed = trimEnd(cut(plain.replace(/^[\s.]+/, ''), room));
  const named = trimmed === '' ? otherwise : trimmed;
  if (passedOver.test(named)) return `${named}_`;
  return reserved.test(named) ? cut(named.replace(reserved, '$1_'), room) : named;
}

const trimEnd = (name: string): string => name.replace(/[\s.\u200c\u200d]+$/, '');

function cut(text: string, room: number): string {
  let bytes = 0;
  let kept = '';
  for (const character of text) {
    bytes += bytesOf(character);
    if (bytes > room) return kept;
    kept += character;
  }
  return kept;
}

/** What is one path to a file system that tells neither case nor Unicode's ways of writing a letter apart. */
export const samePath = (path: string): string => path.normalize('NFC').toUpperCase().toLowerCase().normalize('NFC');

/** Paths that are in use. */
export class TakenPaths {
  readonly #taken = new Set<string>();

  constructor(paths: Iterable<string> = []) {
    for (const path of paths) this.add(path);
  }

  /** Takes a path and the directories above it. */
  add(path: string): void {
    const parts = samePath(path).split('/');
    for (let count = 1; count <= parts.length; count += 1) this.#taken.add(parts.slice(0, count).join('/'));
  }

  /** Takes a path that names a directory as a file of that name would, whoever takes it after. */
  has(path: string): boolean {
    return this.#taken.has(samePath(path));
  }

  /** Finds a free name in a directory (`''` is the top), ` (2)` and so on put after it, and takes it. */
  take(
    directory: string,
    name: string,
    { ending = '', otherwise }: { readonly ending?: string; readonly otherwise: string },
  ): string {
    for (let count = 1; ; count += 1) {
      const path = candidate({ directory, name, ending, otherwise, count });
      if (this.has(path)) continue;
      this.add(path);
      return path;
    }
  }
}

interface Candidate {
  readonly directory: string;
  readonly name: string;
  readonly ending: string;
  readonly otherwise: string;
  readonly count: number;
}

function candidate({ directory, name, ending, otherwise, count }: Candidate): string {
  const tail = `${count === 1 ? '' : ` (${count})`}${ending}`;
  const file = `${safeName(name, otherwise, mostBytes - bytesOf(tail))}${tail}`;
  return directory === '' ? file : `${directory}/${file}`;
}

/** The path that a scenario's file has when nothing is in its way. */
export const usualPath = (directory: string, name: string): string =>
  candidate({ directory, name, ending: scenarioEnding, otherwise: 'Scenario', count: 1 });

/** A directory for each folder, the one with the lowest number first, so that names stay when folders are added. */
export function directoriesOf(
  folders: readonly { readonly id: number; readonly name: string }[],
  root = '',
): ReadonlyMap<number, string> {
  const taken = new TakenPaths();
  const inOrder = [...folders].sort((one, other) => one.id - other.id);
  return new Map(inOrder.map(({ id, name }) => [id, taken.take(root, name, { otherwise: 'Folder' })]));
}

/** Whether a path is one of a scenario file within the workspace folder; paths come from a file that anybody may edit. */
export function isScenarioPath(path: string): boolean {
  if (!isScenarioName(path) || /[\\\u0000]/.test(path) || /^[a-z]:/i.test(path)) return false;
  const parts = path.split('/');
  return (
    parts.every((part) => part !== '' && part !== '.' && part !== '..') && samePath(parts[0] ?? '') !== '.stackmoxie'
  );
}
