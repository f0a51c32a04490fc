/** The base address without a trailing slash, or what is wrong with it. */
export function checkAddress(text: string): { readonly base?: string; readonly problem?: string } {
  let url: URL;
  try {
    url = new URL(text.trim());
  } catch {
    return { problem: 'The API address is no web address. Give one like https://app.stackmoxie.com/api' };
  }
  if (url.username !== '' || url.password !== '') return { problem: 'The API address must not hold a name or password.' };
  if (url.search !== '' || url.hash !== '') return { problem: 'The API address must end with its path: leave out what follows ? or #.' };
  const isPlain = url.protocol === 'http:';
  if (!isPlain && url.protocol !== 'https:') return { problem: 'The API address must begin with https://' };
  if (isPlain && !isLoopback(url.hostname)) return { problem: 'http:// would send the token unprotected: use https:// (http is for this machine only).' };
  return { base: url.href.replace(/\/+$/, '') };
}

/** Not `*.localhost`: some resolvers ask the network for those. */
function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127(\.\d+){3}$/.test(host);
}
