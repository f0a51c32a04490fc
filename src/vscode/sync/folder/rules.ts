import { changesFor, creationFor } from '../../../sync/diff/changes';
import { contentOfScenario } from '../../../sync/model/cloud-content';
import { differences, isSame } from '../../../sync/diff/compare';
import { compileFile } from '../../../sync/file/compile';
import { mergeContents } from '../../../sync/diff/merge';
import { numbersOf } from '../../../sync/file/numbers';
import { renderFile, rewriteFile, unname } from '../../../sync/file/rewrite';
import type { Rules } from '../../../sync/model/rules';

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
