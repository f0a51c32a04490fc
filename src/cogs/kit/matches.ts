import { runInNewContext } from 'node:vm';

const longestPattern = 1_000;
const longestText = 100_000;
const timeoutMs = 500;

/** Finds the first match of a pattern that somebody wrote, within half a second and without ever hanging the cog. Throws with a message for people. */
export function firstMatch(pattern: string, text: string): RegExpExecArray | null {
  if (pattern.length > longestPattern) throw new Error(`The pattern is longer than ${longestPattern} characters.`);
  let expression: RegExp;
  try {
    expression = new RegExp(pattern);
  } catch (error) {
    throw new Error(
      `The pattern “${pattern}” is no regular expression: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
  try {
    return runInNewContext(
      'expression.exec(text)',
      { expression, text: text.slice(0, longestText) },
      { timeout: timeoutMs },
    ) as RegExpExecArray | null;
  } catch (error) {
    throw new Error(`The pattern “${pattern}” takes too long. Make it simpler.`, { cause: error });
  }
}
