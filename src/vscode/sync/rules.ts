import { changesFor, creationFor } from '../../sync/changes';
import { contentOfScenario } from '../../sync/cloud-content';
import { differences, isSame } from '../../sync/compare';
import { compileFile } from '../../sync/compile';
import { mergeContents } from '../../sync/merge';
import { numbersOf } from '../../sync/numbers';
import { renderFile, rewriteFile, unname } from '../../sync/rewrite';
import type { Rules } from '../../sync/rules';

/** What push and pull ask of the scenario language. */
export const rules: Rules = {
  compileFile,
  numbersOf,
  contentOfScenario,
  differences,
  isSame,
  mergeContents,
  rewriteFile,
  unname,
  renderFile,
  changesFor,
  creationFor,
};
