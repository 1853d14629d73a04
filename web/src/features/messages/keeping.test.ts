import { beforeEach, describe, expect, test } from 'vitest';
import type { Outgoing } from './conversationState';
import { Drafts } from './drafts';
import { Outbox } from './outbox';

const message = (clientId: string): Outgoing => ({
  clientId,
  text: clientId,
  at: '2026-11-20',
  status: 'sending',
});
beforeEach(() => localStorage.clear());

describe('drafts', () => {
  test('are kept for each room and person, also past a reload', () => {
    new Drafts('lena').keep('a', 'half a thought');
    expect(new Drafts('lena').of('a')).toBe('half a thought');
    expect(new Drafts('lena').of('b')).toBe('');
    expect(new Drafts('ines').of('a')).toBe('');
  });

  test('leave nothing behind once sent', () => {
    new Drafts('lena').keep('a', 'half a thought');
    new Drafts('lena').keep('a', '  ');
    expect(localStorage).toHaveLength(0);
  });
});

describe('the outbox', () => {
  test('offers what was not confirmed as failed after a reload', () => {
    new Outbox('lena').change('a', [], [message('1')]);
    expect(new Outbox('lena').of('a')).toMatchObject([{ clientId: '1', status: 'failed' }]);
  });

  test('forgets what was confirmed', () => {
    const outbox = new Outbox('lena');
    outbox.change('a', [], [message('1'), message('2')]);
    outbox.change('a', [message('1'), message('2')], [message('2')]);
    expect(outbox.of('a').map(({ clientId }) => clientId)).toEqual(['2']);
    outbox.change('a', [message('2')], []);
    expect(localStorage).toHaveLength(0);
  });

  test('keeps what another tab is sending', () => {
    const [one, other] = [new Outbox('lena'), new Outbox('lena')];
    one.change('a', [], [message('1')]);
    other.change('a', [], [message('2')]);
    one.change('a', [message('1')], []);
    expect(new Outbox('lena').of('a').map(({ clientId }) => clientId)).toEqual(['2']);
  });

  test('reads damaged storage as empty', () => {
    localStorage.setItem('parlor.outbox.lena', '{not json');
    expect(new Outbox('lena').of('a')).toEqual([]);
  });
});
