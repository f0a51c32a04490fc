import type { Catalog } from './catalog';
import type { StepDefinition } from './definition';
import { createSubject } from './expression';
import type { GappedSubject, Unknown } from './sweep';

/** For all expressions together: some milliseconds. */
const mostEffort = 250_000;

/**
 * The definitions that a sentence with holes could mean, those that demand most literal characters first: of those that
 * are left out it is certain that no text in the holes makes the sentence match; of the others it is not.
 * @param parts the texts before, between and behind the holes; a sentence without holes is one part.
 * @param unknown what may stand in a hole. `anything`: any text at all, so that one hole could hold a whole sentence
 *   and few definitions are ever left out. `values`: what the named groups capture, and what stands around a match, as
 *   tokens are used; a hole elsewhere is empty.
 */
export function couldMean(
  catalog: Catalog,
  parts: readonly string[],
  unknown: Unknown = 'anything',
): readonly StepDefinition[] {
  const [only = ''] = parts;
  if (parts.length <= 1) return matching(catalog, only);
  const subject = gappedSubject(parts, unknown);
  return catalog.sentences.all.filter(({ expression }) => expression.couldMatch(subject));
}

function matching(catalog: Catalog, text: string): readonly StepDefinition[] {
  const subject = createSubject(text);
  return catalog.sentences
    .candidates(subject.lowerCase)
    .filter(({ expression }) => expression.match(subject) !== undefined || subject.effort <= 0);
}

function gappedSubject(parts: readonly string[], unknown: Unknown): GappedSubject {
  const joined = createSubject(parts.join('')).lowerCase;
  let end = 0;
  const lowerCase = parts.map((part) => joined.slice(end, (end += part.length)));
  end = 0;
  const text = parts.join('');
  const besides = parts.map((part): [string, string] => {
    end += part.length;
    return [text.slice(Math.max(0, end - 1), end), text.slice(end, end + 1)];
  });
  return { parts, lowerCase, joined, besides, unknown, effort: mostEffort };
}
