import type { Readable } from 'node:stream';
import { shorten } from './message';

const longestLine = 2_000;

/** Hands on a stream's text line by line, long lines cut; an endless line never fills the memory. */
export function readLines(stream: Readable, onLine: (line: string) => void): void {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split(/\r?\n/);
    rest = (lines.pop() ?? '').slice(0, longestLine + 1);
    for (const line of lines) if (line.trim() !== '') onLine(shorten(line, longestLine));
  });
  stream.on('end', () => {
    if (rest.trim() !== '') onLine(shorten(rest, longestLine));
  });
  // A pipe that breaks ends the text; the process's end is told elsewhere.
  stream.on('error', () => undefined);
}
