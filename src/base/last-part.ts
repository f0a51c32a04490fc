/** The last part of a path whose parts are divided by `/`. */
export const lastPart = (path: string): string => path.slice(path.lastIndexOf('/') + 1);
