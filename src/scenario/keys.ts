/** The keys of a scenario file, in canonical order. */
export const frameKeys = ['scenario', 'description', 'tokens', 'steps', 'linkedScenarios', 'stackmoxie'] as const;

/** The keys of a step, in canonical order. */
export const stepKeys = ['step', 'name', 'cog', 'stepId', 'waitFor', 'failAfter', 'data'] as const;
