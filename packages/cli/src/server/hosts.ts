import { isIP, isIPv6 } from 'node:net';

/**
 * Whether a Host header is one that a person may have asked for: an IP address, this machine, or the name that the server
 * was told to listen at. Any other name may be of a site that has its name point here, so that its pages may read what
 * this server sends (DNS rebinding).
 * @param bound what the server listens at
 */
export function isAllowedHost(header: string | undefined, bound = 'localhost'): boolean {
  const [, bracketed, plain = ''] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::\d+)?$/.exec(header ?? '') ?? [];
  if (bracketed !== undefined) return isIPv6(bracketed);
  const name = plain.toLowerCase().replace(/\.$/, '');
  return (
    isIP(name) !== 0 || /^(?:.+\.)?localhost$/.test(name) || (name !== '' && name === bound.toLowerCase())
  );
}
