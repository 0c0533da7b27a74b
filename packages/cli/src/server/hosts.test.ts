import { expect, it } from 'vitest';
import { isAllowedHost } from './hosts';

it.each([
  ...['localhost', 'localhost:8080', 'LocalHost.', 'app.localhost:1', '127.0.0.1:8080', '192.168.0.7'],
  ...['[::1]', '[::1]:8080', '[fe80::1]:1', '0.0.0.0:8080'],
])('%s is asked for by a person', (host) => {
  expect(isAllowedHost(host)).toBe(true);
});

it.each([
  ...[undefined, '', 'evil.example', 'evil.example:8080', 'localhost.evil.example', '127.0.0.1.evil.example'],
  ...['evillocalhost', '[evil.example]', '[127.0.0.1]', 'a b', '127.0.0.1:8080:1', 'user@localhost', '::1'],
])('%s may be another site', (host) => {
  expect(isAllowedHost(host)).toBe(false);
});

it('the name that the server listens at is its own', () => {
  expect(isAllowedHost('My-Laptop:80', 'my-laptop')).toBe(true);
  expect(isAllowedHost('other', 'my-laptop')).toBe(false);
});
