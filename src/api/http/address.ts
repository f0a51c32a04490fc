import { t } from '../../base/localize';

/** An API address in its one spelling, without a trailing slash, or what is wrong with it, for people. */
export type CheckedAddress =
  | { readonly base: string; readonly problem?: never }
  | { readonly base?: never; readonly problem: string };

/** Reads an address that a token may be sent to: https, or http on this machine, with nothing secret in it. */
export function checkAddress(text: string): CheckedAddress {
  const address = text.trim();
  if (!URL.canParse(address))
    return { problem: t('This is not a web address. An API address looks like https://app.stackmoxie.com/api.') };
  const url = new URL(address);
  const problem = problemOf(url);
  return problem === undefined ? { base: url.href.replace(/\/+$/, '') } : { problem };
}

/** Whether an address leads to this machine. Not `*.localhost`: some resolvers ask the network for those. */
export function isLoopback(address: string): boolean {
  return URL.canParse(address) && /^(localhost|\[::1\]|127(\.\d+){3})$/.test(new URL(address).hostname);
}

function problemOf({ href, protocol, username, password, search, hash }: URL): string | undefined {
  if (protocol !== 'https:' && protocol !== 'http:') return t('An API address begins with https://.');
  if (username !== '' || password !== '')
    return t('Leave the user name and password out of the API address. The token is asked for separately.');
  if (search !== '' || hash !== '')
    return t('An API address ends with its path. Remove everything from “?” or “#” on.');
  return protocol === 'https:' || isLoopback(href)
    ? undefined
    : t('A token must not be sent unencrypted. Use https://, or an address on this machine.');
}
