import { expect, test } from 'vitest';
import { portProblem, splitAddress } from './address';

test.each([
  ['localhost:5101', 'localhost', '5101'],
  ['*:5101', '*', '5101'],
  ['[::1]:5101', '[::1]', '5101'],
])('%s is a host and a port', (address, host, port) => {
  expect(splitAddress(address)).toEqual({ host, port });
});

test.each(['', '0', '65536', '-1', '1.5', '5101 '])('%j is no port', (typed) => {
  expect(portProblem(typed)).toBe(true);
});

test.each(['1', '5101', '65535'])('%s is a port', (typed) => {
  expect(portProblem(typed)).toBe(false);
});
