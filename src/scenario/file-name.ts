/** The ending of a scenario file that we make. */
export const scenarioEnding = '.crank.yml';

const endings = /\.crank\.ya?ml$/i;

/** Whether a path, or a name, is one of a scenario file. */
export const isScenarioName = (path: string): boolean => endings.test(path);

/** The ending of a scenario file's path as it is written; `undefined` for another file. */
export const endingOf = (path: string): string | undefined => endings.exec(path)?.[0];
