import type { Message, Person } from '@/lib/model';

/** What the reader may do here, and how the page does it. Stays the same object for as long as nothing of it changes. */
export interface MessageDeeds {
  mayPost: boolean;
  mayReact: boolean;
  mayDeleteOthers: boolean;
  react: (message: Message, emoji: string) => void;
  reply: (message: Message) => void;
  edit: (message: Message) => void;
  remove: (message: Message) => void;
  /** Deletes what the author said in the last hour. */
  purge: (author: Person) => void;
  /** Tells those who keep order of it. */
  report: (message: Message) => void;
  /** Opens everything that can be done to a message, for fingers. */
  openSheet: (message: Message) => void;
  /** Shows another message of the room. */
  jump: (seq: number) => void;
  mention: (person: Person) => void;
  linkTo: (seq: number) => string;
}

export const mayEdit = (message: Message, me: Person, deeds: MessageDeeds) =>
  deeds.mayPost && message.author.id === me.id;

export const mayReport = (message: Message, me: Person) => message.author.id !== me.id;

export const mayPurge = (message: Message, me: Person, deeds: MessageDeeds) =>
  deeds.mayDeleteOthers && message.author.id !== me.id;

export const mayDelete = (message: Message, me: Person, deeds: MessageDeeds) =>
  deeds.mayDeleteOthers || message.author.id === me.id;
