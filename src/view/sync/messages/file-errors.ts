import { t } from '../../../base/localize';
import { plainLine, plainName } from '../../../base/plain-text';
import { andMore } from './and-more';

/** An error in a file, or something else that is asked about before it is sent. */
export interface FileError {
  /** From 1. */
  readonly line: number;
  readonly message: string;
  /** No error: a number that is sent in other characters than it is written in. */
  readonly isNumber?: true;
}

/** What is wrong in one file; never nothing. */
export interface FileErrors {
  readonly path: string;
  readonly errors: readonly FileError[];
}

const longestMessage = 200;

/** Each once, from the first line to the last. Of a line of which `errors` tell, `more` says the same in other words. */
export function joinErrors(errors: readonly FileError[], more: readonly FileError[]): readonly FileError[] {
  const known = new Set(errors.map(({ line }) => line));
  const all = [...errors, ...more.filter(({ line }) => !known.has(line))];
  return [...new Map(all.map((error) => [`${error.line} ${error.message}`, error])).values()].sort(
    (one, other) => one.line - other.line,
  );
}

/** The same with numbers that are asked about, whatever else their lines have. */
export const withNumbers = (errors: readonly FileError[], numbers: readonly FileError[]): readonly FileError[] =>
  joinErrors([...errors, ...numbers.map(({ line, message }) => ({ line, message, isNumber: true as const }))], []);

/** `Line 3: No step is written like this.`, each on its own line; of many the first. */
export function errorLines(errors: readonly FileError[], most: number): readonly string[] {
  const lines = errors.slice(0, most).map(lineOf);
  return [...lines, ...andMore(errors.length - lines.length)];
}

/** The same of several files, each named: every file gets its share of `most` lines. */
export function errorLinesOfFiles(files: readonly FileErrors[], most: number): readonly string[] {
  const share = Math.max(1, Math.floor(most / files.length));
  const lines = files
    .slice(0, most)
    .flatMap(({ path, errors }) => errors.slice(0, share).map((error) => lineInFile(path, error)));
  return [...lines, ...andMore(countErrors(files) - lines.length)];
}

const lineInFile = (path: string, { line, message }: FileError): string =>
  t('{0}, line {1}: {2}', plainName(path, ''), line, plainLine(message, longestMessage));

const countErrors = (files: readonly FileErrors[]): number => files.reduce((sum, { errors }) => sum + errors.length, 0);

const errorCount = (count: number): string => (count === 1 ? t('1 error') : t('{0} errors', count));
const numberCount = (count: number): string =>
  count === 1 ? t('1 number that changes when sent') : t('{0} numbers that change when sent', count);

/** `2 errors and 1 number that is not sent as it is written`. */
export function foundWords(errors: readonly FileError[]): string {
  const numbers = errors.filter(({ isNumber }) => isNumber).length;
  const real = errors.length - numbers;
  if (numbers === 0) return errorCount(real);
  return real === 0 ? numberCount(numbers) : t('{0} and {1}', errorCount(real), numberCount(numbers));
}

/** All errors of all files, as plain text to read. */
export function errorsDocument(files: readonly FileErrors[]): string {
  const head = t('{0} in {1} files', foundWords(files.flatMap(({ errors }) => errors)), files.length);
  return [
    head,
    '',
    ...files.flatMap(({ path, errors }) => [plainName(path, ''), ...errors.map((error) => `  ${lineOf(error)}`), '']),
  ].join('\n');
}

const lineOf = ({ line, message }: FileError): string => t('Line {0}: {1}', line, plainLine(message, longestMessage));
