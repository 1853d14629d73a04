import { describe, expect, test } from 'vitest';
import type { EventPage, RoomEvent } from '@/lib/model';
import * as next from './conversationState';
import type { ConversationState, Outgoing } from './conversationState';

const me = { id: '1', username: 'lena', displayName: 'Lena', avatarUrl: null };
const other = { id: '2', username: 'ines', displayName: 'Ines', avatarUrl: null };

function said(seq: number, { author = other, clientId = undefined as string | undefined } = {}): RoomEvent {
  const at = '2026-11-20T10:00:00.000Z';
  const message = { room: 'r', seq, author, text: `message ${seq}`, at, clientId };
  return { type: 'receive_message', room: 'r', seq, at, message };
}
const page = (from: number, to: number, lastSeq = to): EventPage => ({
  events: Array.from({ length: to - from + 1 }, (_, index) => said(from + index)),
  lastSeq,
  hasBefore: from > 1,
  hasAfter: to < lastSeq,
});
const start = (change: Partial<ConversationState> = {}): ConversationState => ({
  ...next.emptyConversation,
  me: me.id,
  ...change,
});
const opened = (from: number, to: number, lastSeq = to) => next.opened(start(), page(from, to, lastSeq));
const seqs = (state: ConversationState) => state.events.map(({ seq }) => seq);
const waiting = (clientId: string): Outgoing => ({
  clientId,
  text: 'hi',
  at: '2026-11-20T10:00:00Z',
  status: 'sending',
});

describe('a room of which part is loaded', () => {
  test('takes live events that follow on', () => {
    expect(seqs(next.received(opened(1, 2), said(3), true))).toEqual([1, 2, 3]);
  });

  test('takes an event once, however often it arrives', () => {
    const state = next.received(next.received(opened(1, 2), said(3), true), said(3), true);
    expect(seqs(state)).toEqual([1, 2, 3]);
  });

  test('is behind when an event arrives ahead of missing ones, and shows nothing out of order', () => {
    const state = next.received(opened(1, 2), said(5), true);
    expect(seqs(state)).toEqual([1, 2]);
    expect(next.isBehind(state)).toBe(true);
  });

  test('closes the gap from what was caught up and what had arrived early', () => {
    const early = next.received(opened(1, 2), said(5), true);
    const state = next.withNewer(early, [said(3), said(4)], 5);
    expect(seqs(state)).toEqual([1, 2, 3, 4, 5]);
    expect(next.isBehind(state)).toBe(false);
    expect(state.ahead.size).toBe(0);
  });

  test('keeps events that arrive while the first page is on its way', () => {
    const early = next.received(start(), said(4), false);
    expect(seqs(next.opened(early, page(1, 3)))).toEqual([1, 2, 3, 4]);
  });

  test('does not take live events into a stretch that ends before them', () => {
    const state = next.received(opened(1, 3, 9), said(10), false);
    expect(seqs(state)).toEqual([1, 2, 3]);
    expect(state.lastSeq).toBe(10);
    expect(next.isBehind(state)).toBe(false);
  });

  test('reaches the end by paging', () => {
    const state = next.withNewer(opened(1, 3, 6), page(4, 6).events, 6);
    expect(state.hasAfter).toBe(false);
    expect(seqs(state)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('puts older pages in front, without those it has', () => {
    const state = next.withOlder(opened(4, 6), page(2, 4, 6));
    expect(seqs(state)).toEqual([2, 3, 4, 5, 6]);
  });
});

describe('a message of mine', () => {
  const sent = next.queued(opened(1, 2), waiting('a'));

  test('stands as outgoing at once', () => {
    expect(sent.outgoing.map(({ clientId }) => clientId)).toEqual(['a']);
  });

  test('is confirmed in one step, so that it is never there twice nor missing', () => {
    const state = next.received(sent, said(3, { author: me, clientId: 'a' }), true);
    expect(state.outgoing).toEqual([]);
    expect(seqs(state)).toEqual([1, 2, 3]);
  });

  test('is confirmed by the answer just as by the event, whichever is first', () => {
    const event = said(3, { author: me, clientId: 'a' });
    if (event.type !== 'receive_message') throw new Error();
    const byAnswer = next.confirmed(sent, event.message, true);
    expect(seqs(byAnswer)).toEqual([1, 2, 3]);
    expect(next.received(byAnswer, event, true)).toEqual(byAnswer);
  });

  test('stays in view while it is stored ahead of events still missing', () => {
    const early = next.received(sent, said(4, { author: me, clientId: 'a' }), true);
    expect(early.outgoing).toHaveLength(1);
    const state = next.withNewer(early, [said(3)], 4);
    expect(state.outgoing).toEqual([]);
    expect(seqs(state)).toEqual([1, 2, 3, 4]);
  });

  test('keeps its text and client id through failing and trying again', () => {
    const failed = next.sendFailed(sent, 'a', { code: 'unreachable', message: 'no' });
    expect(failed.outgoing[0]).toMatchObject({ clientId: 'a', text: 'hi', status: 'failed' });
    expect(next.sendAgain(failed, 'a', false).outgoing[0]).toMatchObject({
      clientId: 'a',
      status: 'sending',
    });
    expect(next.discarded(failed, 'a').outgoing).toEqual([]);
  });

  test('does not put a "New" line before itself', () => {
    const state = next.received(next.readUpTo(sent, 2), said(3, { author: me, clientId: 'a' }), false);
    expect(state.newAfter).toBeNull();
  });
});

describe('what is unread', () => {
  test('counts others’ messages only', () => {
    const events = [said(1), said(2, { author: me }), said(3)];
    const state = next.opened(start(), { events, lastSeq: 3, hasBefore: false, hasAfter: false });
    expect(next.unreadCount(state)).toBe(2);
    expect(next.unreadCount(next.readUpTo(state, 2))).toBe(1);
  });

  test('puts the "New" line where reading stopped, and leaves it there', () => {
    const state = next.markedAtOpening(next.readUpTo(opened(1, 5), 3));
    expect(state.newAfter).toBe(3);
    expect(next.readUpTo(state, 5).newAfter).toBe(3);
  });

  test('begins at what arrives while the reader looks elsewhere', () => {
    const read = next.readUpTo(opened(1, 2), 2);
    expect(next.received(read, said(3), true).newAfter).toBeNull();
    expect(next.received(next.received(read, said(3), false), said(4), false).newAfter).toBe(2);
  });

  test('never goes back', () => {
    expect(next.readUpTo(next.readUpTo(opened(1, 5), 4), 2).lastReadSeq).toBe(4);
  });
});
