/** Local reads that run at once. */
export const filesAtOnce = 16;

/** Requests that run at once. */
export const requestsAtOnce = 4;
