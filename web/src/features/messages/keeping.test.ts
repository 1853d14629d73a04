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

  test('of changes are kept for each message, the latest first, and leave nothing behind', () => {
    new Drafts('lena').keepEdit('a', 3, 'better');
    new Drafts('lena').keepEdit('a', 2, 'worse');
    new Drafts('lena').keepEdit('a', 3, 'best');
    const drafts = new Drafts('lena');
    expect(drafts.ofEdit('a', 3)).toBe('best');
    expect(drafts.editsIn('a')).toEqual([3, 2]);
    expect(drafts.editsIn('b')).toEqual([]);
    expect(drafts.of('a')).toBe('');
    drafts.dropEdit('a', 3);
    drafts.dropEdit('a', 2);
    expect(localStorage).toHaveLength(0);
  });

  test('of changes are not kept without end', () => {
    const drafts = new Drafts('lena');
    for (let seq = 1; seq <= 25; seq++) drafts.keepEdit('a', seq, 'x');
    expect(drafts.editsIn('a')).toHaveLength(20);
    expect(drafts.ofEdit('a', 5)).toBeUndefined();
    expect(drafts.ofEdit('a', 25)).toBe('x');
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
