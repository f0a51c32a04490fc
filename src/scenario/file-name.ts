/** The ending of a scenario file that we make. */
export const scenarioEnding = '.crank.yml';

const endings = /\.crank\.ya?ml$/i;

/** Whether a path, or a name, is one of a scenario file. */
export const isScenarioName = (path: string): boolean => endings.test(path);

/** The ending of a scenario file's path as it is written; `undefined` for another file. */
export const endingOf = (path: string): string | undefined => endings.exec(path)?.[0];

/** Finds scenario files as VS Code's globs do. */
export const scenarioGlob = '**/*.crank.{yml,yaml}';

/** Folders whose files are no scenarios of the author's: of other people's packages, and our own. */
export const foldersWithoutScenarios: readonly string[] = ['node_modules', 'bower_components', '.stackmoxie'];
