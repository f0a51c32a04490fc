import nodeFetch from 'node-fetch';
import type { Fetch } from './fetch';

/** The real network. In its own bundle: it is loaded with the first request, not at activation. */
export const fetch: Fetch = async (url, init) => nodeFetch(url, init);
