import { mapConcurrent } from '../../base/map-concurrent';
import { filesAtOnce } from '../model/limits';
import { TimeSlicer } from '../../base/time-slices';
import type { SyncContext } from './context';
import { readText } from './read-text';
import type { Compiled } from '../model/findings';

/** A file that no link names. */
export interface UnlinkedFile {
  readonly path: string;
  /** Absent where the disk does not give it. */
  readonly text?: string;
  readonly compiled: Compiled;
  /** What the file calls its scenario, also where the rest cannot be read. */
  readonly name?: string;
}

/** Reads files, and compiles those whose scenario's name may be meant. Files that are gone are left out. */
export async function readUnlinked(
  context: SyncContext,
  paths: readonly string[],
  isMeant: (name: string) => boolean = () => true,
): Promise<readonly UnlinkedFile[]> {
  const slicer = new TimeSlicer(context.clock);
  const read = async (path: string): Promise<UnlinkedFile | undefined> => {
    const { text, refusal } = await readText(context, path);
    if (refusal) return { path, compiled: refusal };
    const plain = text === undefined ? undefined : plainNameIn(text);
    if (text === undefined || (plain !== undefined && !isMeant(plain))) return undefined;
    const compiled = await slicer.run(() => context.compile(text));
    const name = compiled.content?.name ?? plain;
    return { path, text, compiled, ...(name === undefined ? {} : { name }) };
  };
  const files = await mapConcurrent(paths, read, { atOnce: filesAtOnce });
  return files.filter((file) => file !== undefined);
}

/** A name on one line, in quotes without escapes or without quotes and with nothing in it that YAML reads otherwise. */
const plainly =
  /^scenario:[ \t]+(?:"(?<double>[^"\\\r\n]*)"[ \t]*|'(?<single>[^'\r\n]*)'[ \t]*|(?<bare>\p{L}[^\r\n#:]*))(?:\r?\n(?![ \t\r\n])|\r?\n?$(?![^]))/gmu;
const otherWords = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

/** The scenario's name as far as it can be told without reading all of the file: then it is surely this one. */
export function plainNameIn(text: string): string | undefined {
  const [only, another] = [...text.matchAll(plainly)];
  if (!only || another) return undefined;
  const { double, single, bare } = only.groups ?? {};
  const name = (double ?? single ?? bare ?? '').trim();
  return name === '' || (bare !== undefined && otherWords.test(name)) ? undefined : name;
}
