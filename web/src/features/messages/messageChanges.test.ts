import { describe, expect, test } from 'vitest';
import type { EventPage, Message, RoomEvent } from '@/lib/model';
import * as next from './conversationState';
import type { ConversationState } from './conversationState';
import * as changes from './messageChanges';
import type { PendingChange } from './messageChanges';

const lena = { id: '1', username: 'lena', displayName: 'Lena', avatarUrl: null };
const at = (minute: number) => `2026-11-20T10:0${minute}:00.000Z`;
const message = (seq: number, text: string, rest: Partial<Message> = {}): Message => ({
  room: 'r',
  seq,
  author: lena,
  text,
  at: at(0),
  ...rest,
});
const said = (seq: number, text = `message ${seq}`): RoomEvent => ({
  type: 'receive_message',
  room: 'r',
  seq,
  at: at(0),
  message: message(seq, text),
});
const edited = (seq: number, of: number, text: string, minute = 1): RoomEvent => ({
  type: 'message_edited',
  room: 'r',
  seq,
  at: at(minute),
  by: lena,
  message: message(of, text, { editedAt: at(minute) }),
});
const deleted = (seq: number, of: number): RoomEvent => ({
  type: 'message_deleted',
  room: 'r',
  seq,
  at: at(5),
  by: lena,
  message: message(of, '', { deletedAt: at(5) }),
});
const page = (events: RoomEvent[], rest: Partial<EventPage> = {}): EventPage => ({
  events,
  lastSeq: events.at(-1)?.seq ?? 0,
  hasBefore: false,
  hasAfter: false,
  ...rest,
});
const open = (events: RoomEvent[], rest: Partial<EventPage> = {}) =>
  next.opened({ ...next.emptyConversation, me: 'me' }, page(events, rest));
const texts = (state: ConversationState) =>
  state.events.flatMap((event) => (event.type === 'receive_message' ? [event.message.text] : []));

describe('what became of a message', () => {
  test('is shown where it stands, live', () => {
    const state = next.received(open([said(1), said(2)]), edited(3, 1, 'better'), true);
    expect(texts(state)).toEqual(['better', 'message 2']);
    expect(texts(next.received(state, deleted(4, 1), true))).toEqual(['', 'message 2']);
  });

  test('is shown after catching up, whatever came early', () => {
    const early = next.received(open([said(1)]), deleted(3, 1), true);
    expect(texts(early)).toEqual(['message 1']);
    expect(texts(next.withNewer(early, [edited(2, 1, 'better')], 3))).toEqual(['']);
  });

  test('is shown on older pages that were read before it happened', () => {
    const state = next.received(open([said(3)], { hasBefore: true }), edited(4, 2, 'better'), true);
    expect(texts(next.withOlder(state, page([said(1), said(2)])))).toEqual([
      'message 1',
      'better',
      'message 3',
    ]);
  });

  test('is shown in a stretch that does not reach the end', () => {
    const state = open([said(1), said(2)], { lastSeq: 9, hasAfter: true });
    expect(texts(next.received(state, edited(10, 2, 'better'), false))).toEqual(['message 1', 'better']);
  });

  test('begins no "New" line and counts as no message', () => {
    const read = next.readUpTo(open([said(1)]), 1);
    const state = next.received(read, edited(2, 1, 'better'), false);
    expect(state.newAfter).toBeNull();
    expect(next.unreadCount(state)).toBe(0);
  });

  test('makes an unread message that is deleted count no more', () => {
    expect(next.unreadCount(next.received(open([said(1), said(2)]), deleted(3, 2), false))).toBe(1);
  });

  test('reaches quoted messages outside of what is loaded', () => {
    const state = changes.withQuoted(open([said(5)], { hasBefore: true }), message(2, 'old'), 2);
    expect(changes.messageAt(next.received(state, edited(6, 2, 'new'), true), 2)?.text).toBe('new');
  });
});

describe('a purge', () => {
  const purged: RoomEvent = {
    type: 'messages_purged',
    room: 'r',
    seq: 4,
    at: at(6),
    by: lena,
    user: lena,
    messageSeqs: [1, 3],
  };
  const restored: RoomEvent = {
    type: 'messages_restored',
    room: 'r',
    seq: 5,
    at: at(7),
    by: lena,
    user: lena,
    messages: [message(1, 'message 1'), message(3, 'message 3')],
  };

  test('takes many messages away at once, and its undoing brings them back', () => {
    const state = next.received(open([said(1), said(2), said(3)]), purged, true);
    expect(texts(state)).toEqual(['', 'message 2', '']);
    expect(texts(next.received(state, restored, true))).toEqual(['message 1', 'message 2', 'message 3']);
  });
});

describe('a change of mine', () => {
  const pending: PendingChange = { seq: 1, what: 'edit', text: 'better', status: 'sending' };
  const changing = changes.changing(open([said(1)]), pending);

  test('waits until the event or the answer has it, whichever is first', () => {
    const byEvent = next.received(changing, edited(2, 1, 'better'), true);
    expect(byEvent.changes.size).toBe(0);
    const byAnswer = changes.changeDone(changing, pending, message(1, 'better', { editedAt: at(1) }));
    expect(byAnswer.changes.size).toBe(0);
    expect(texts(byAnswer)).toEqual(['better']);
  });

  test('does not undo what came after it', () => {
    const later = next.received(
      next.received(changing, edited(2, 1, 'better'), true),
      edited(3, 1, 'best', 2),
      true,
    );
    const answered = changes.changeDone(later, pending, message(1, 'better', { editedAt: at(1) }));
    expect(texts(answered)).toEqual(['best']);
  });

  test('keeps its text when it fails, and goes when the message is deleted', () => {
    const failed = changes.changeFailed(changing, pending, { code: 'forbidden', message: 'no' });
    expect(failed.changes.get(1)).toMatchObject({ text: 'better', status: 'failed' });
    expect(next.received(failed, deleted(2, 1), true).changes.size).toBe(0);
  });

  test('gives way to a newer one', () => {
    const newer = { ...pending, text: 'best' };
    const state = changes.changing(changing, newer);
    expect(changes.changeDone(state, pending, message(1, 'better')).changes.get(1)).toBe(newer);
  });
});
