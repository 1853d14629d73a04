import type { Room } from '@/lib/model';
import { nameOf } from '@/lib/names';
import { text } from '@/lib/text';

const words = text.people;
const namedAtMost = 6;

/** What a conversation says above its first message; rooms have words of their own. */
export function beginningOf({ kind, people }: Room): { title: string; lead: string } | undefined {
  const names = (people ?? []).map(nameOf);
  const [first] = names;
  if (kind === 'direct' && first !== undefined)
    return { title: words.direct.beginning(first), lead: words.direct.beginningLead };
  if (kind !== 'group') return undefined;
  const named = names.slice(0, namedAtMost);
  if (names.length > namedAtMost) named.push(text.messages.others(names.length - namedAtMost));
  return { title: words.group.beginning(named), lead: words.group.beginningLead };
}
