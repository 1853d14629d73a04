import { Caller } from './api';
import { keepOrder, tieUp } from './ties';

/** A company that opens a pier: enough people, rooms and kinds of talk to look at every part of the client. */
interface Line {
  by: string;
  at: string;
  text: string;
  /** Who reacted, by emoji. */
  reactions?: Record<string, string[]>;
  /** The text that this one answers. */
  answers?: string;
  /** It was first said otherwise. */
  edited?: boolean;
}

const people: [string, string][] = [
  ['lena', 'Lena Brandt'],
  ['ines', 'Ines Okafor'],
  ['teodor', 'Teodor Marin'],
  ['hana', 'Hana Novák'],
  ['paul', 'Paul Reyes'],
  ['yuki', '田中 ゆき'],
  ['amira', 'أميرة حداد'],
  ['maximiliane', 'Dr. Maximiliane von Hohenfels-Schwarzenberg-Lindenau'],
  ['noa', 'Noa Levi'],
  ['sam', 'Sam'],
];

const rooms: { name: string; title?: string; topic?: string; visibility?: string; without?: string }[] = [
  { name: 'harbour-launch', topic: 'Everything for the 2 December opening' },
  { name: 'design', topic: 'Type, colour, signs on the pier' },
  { name: 'engineering', topic: 'Tickets, gates, the website' },
  { name: 'lobby', topic: 'Good morning and good night' },
  { name: 'leadership', topic: 'Budget and people', visibility: 'private' },
  { name: 'random' },
  { name: 'seating', title: 'Seating & guests', topic: '412 chairs, 412 names' },
  { name: 'ferry-timetable', topic: 'Last boat back is at 23:40' },
  { name: 'lights-and-sound' },
  { name: 'press', title: 'Press and partners' },
  { name: 'kitchen', title: 'المطبخ', topic: 'قوائم الطعام والطلبات' },
  { name: 'long-names', title: 'Arbeitsgemeinschaft Beleuchtungsanlagenwartung am Nordufer' },
  { name: 'photo-walks', topic: 'Saturday mornings, any camera', without: 'lena' },
  { name: 'bicycles', topic: 'Where to park them, how to mend them', without: 'lena' },
  { name: 'book-club', title: 'Book club', topic: 'This month: The Shipping News', without: 'lena' },
];

const firstLamps = 'Morning! The first lamps arrived, **all 64** in one piece.';

const launch: Line[] = [
  { by: 'hana', at: '-1 09:31', text: firstLamps, reactions: { '🎉': ['ines', 'paul', 'noa'] } },
  {
    by: 'teodor',
    at: '-1 09:34',
    text: 'Finally. Can we have two for the ticket booth as well?',
    answers: firstLamps,
  },
  { by: 'hana', at: '-1 09:35', text: 'Two are yours.' },
  {
    by: 'maximiliane',
    at: '-1 14:10',
    text: 'The insurer has signed. One condition remains: nobody behind the ropes after 22:00.',
    reactions: { '👍': ['hana', 'teodor', 'ines', 'paul', 'yuki', 'noa', 'lena'], '🙏': ['lena', 'ines'] },
  },
  {
    by: 'paul',
    at: '-1 17:42',
    text: 'The ferry company confirmed: last boat back is at **23:40**, and they will hold it ten minutes for us.',
  },
  { by: 'paul', at: '-1 17:43', text: '⛴️🎉' },
  {
    by: 'hana',
    at: '-1 17:58',
    text: 'Lights are up. First test from the far end of the pier tonight at seven, bring a coat.',
  },
  {
    by: 'ines',
    at: '0 09:12',
    text: 'Ticket import is done. If you want to check a list against it:\n\n```bash\n# prints the names that are missing\nparlor export guests --since 2026-11-01 | diff - guests.txt\n```',
  },
  {
    by: 'ines',
    at: '0 09:13',
    text: 'All 412 are in, `guests.txt` had two twice.',
    edited: true,
    reactions: { '✅': ['teodor', 'lena'] },
  },
  { by: 'yuki', at: '0 09:40', text: 'おはようございます。案内板の翻訳が終わりました。' },
  {
    by: 'teodor',
    at: '0 11:05',
    text: 'Perfect. @lena can you sign off the seating before noon? The printer needs it.',
  },
  {
    by: 'noa',
    at: '0 11:06',
    text: 'And the program, please: <https://pier.example/program>. Open points:\n\n1. Speech of the mayor, *three minutes at most*\n2. Who holds the scissors\n3. Rain plan',
  },
];

const code = `\`\`\`ts
/** Who may come through the gate, and when. */
export async function admit(ticket: Ticket, gate: Gate): Promise<Admission> {
  const seen = await gate.log.find(ticket.id);
  if (seen !== null) return { admitted: false, reason: 'used', at: seen.at };
  if (ticket.validFrom > gate.now()) return { admitted: false, reason: 'early' };
  await gate.log.append({ ticket: ticket.id, at: gate.now() });
  return { admitted: true };
}
\`\`\``;

const engineering: Line[] = [
  { by: 'sam', at: '-1 16:20', text: 'Gate software, second attempt. Reads like the rule now:' },
  { by: 'sam', at: '-1 16:20', text: code },
  {
    by: 'ines',
    at: '-1 16:31',
    text: '> if (seen !== null)\n\nNice. What happens with *two* gates and one ticket at the same moment?',
  },
  {
    by: 'sam',
    at: '-1 16:33',
    text: 'The log has a unique key on the ticket, so one of them loses and says `used`.',
  },
  {
    by: 'teodor',
    at: '0 10:02',
    text: 'Load test from last night:\n\n| gate | people | p50 | p99 | refused |\n|:--|--:|--:|--:|--:|\n| north | 1,204 | 38 ms | 120 ms | 3 |\n| south | 987 | 41 ms | 133 ms | 0 |\n| ferry | 412 | 36 ms | 98 ms | 1 |',
  },
  { by: 'ines', at: '0 10:04', text: '🚀' },
  {
    by: 'sam',
    at: '0 10:15',
    text: 'The odd one, for whoever is curious: `/var/log/gates/2026-11-19T21-14-07.000Z-north-refused-tickets-with-a-name-that-nobody-should-ever-give-a-file.log`',
  },
];

const kitchen: Line[] = [
  { by: 'amira', at: '0 08:30', text: 'صباح الخير! قائمة الافتتاح جاهزة، من فضلكم راجعوها قبل الظهر.' },
  { by: 'amira', at: '0 08:31', text: '- شوربة عدس\n- سمك مشوي مع الليمون\n- كنافة' },
  { by: 'lena', at: '0 08:40', text: 'Looks delicious, شكراً! Is there a version without fish?' },
  { by: 'noa', at: '0 08:42', text: 'בוקר טוב, גם אני רוצה לדעת.' },
  {
    by: 'maximiliane',
    at: '0 08:50',
    text: `Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft${'x'.repeat(90)}`,
  },
  { by: 'amira', at: '0 08:55', text: '😋😋😋' },
];

const small: Record<string, Line[]> = {
  design: [
    { by: 'hana', at: '0 10:20', text: 'New signs are in the folder, the arrow is one size larger.' },
    { by: 'yuki', at: '0 10:24', text: 'Much better from the boat.' },
  ],
  seating: [
    { by: 'teodor', at: '0 10:50', text: 'Row C is short of one chair. @lena do you know of a spare?' },
  ],
  random: [{ by: 'paul', at: '0 07:58', text: 'Somebody left a single glove on the pier. Left hand, blue.' }],
  press: [{ by: 'noa', at: '0 09:00', text: 'The evening paper wants two photographs by Friday.' }],
};

/** Rooms that Lena has not looked at since; the others she has read. */
export const unreadRooms = ['harbour-launch', 'design', 'engineering', 'seating', 'random'];

export interface Company {
  lena: Caller;
  callers: Map<string, Caller>;
  /** When each line was said, had it been said over two days rather than just now. */
  saidAt: Map<string, string>;
}

/** Everyone, every room, and all that was said; `localHour` is the hour where the reader is. */
export async function foundCompany(url: string, utcOffsetHours: number): Promise<Company> {
  const callers = new Map<string, Caller>();
  for (const [username, name] of people) callers.set(username, await Caller.signUp(url, username, name));
  const caller = (username: string): Caller => {
    const found = callers.get(username);
    if (found === undefined) throw new Error(`Nobody is called ${username}.`);
    return found;
  };
  const saidAt = new Map<string, string>();
  const say = async (room: string, lines: Line[]) => {
    const said = new Map<string, number>();
    for (const { by, at, text, reactions = {}, answers, edited } of lines) {
      saidAt.set(text, moment(at, utcOffsetHours));
      const seq = await caller(by).say(room, edited ? `${text} …` : text, said.get(answers ?? ''));
      said.set(text, seq);
      if (edited) await caller(by).edit(room, seq, text);
      for (const [emoji, names] of Object.entries(reactions))
        for (const name of names) await caller(name).react(room, seq, emoji);
    }
  };
  for (const { without, ...room } of rooms) {
    const owner = caller(without === 'lena' ? 'hana' : 'lena');
    await owner.createRoom(room);
    for (const [username] of people)
      if (username !== owner.username && username !== without) await owner.add(room.name, username);
  }
  await say('harbour-launch', launch);
  await say('engineering', engineering);
  await say('kitchen', kitchen);
  for (const [room, lines] of Object.entries(small)) await say(room, lines);
  const lena = caller('lena');
  await caller('ines').say(await caller('ines').direct('lena'), '@lena the importer is yours to try.');
  await lena.group(['yuki', 'hana', 'paul']);
  await lena.change('design', { description: 'Where **signs**, type and colour of the pier are settled.' });
  await lena.change('press', { archived: true });
  await lena.wish('harbour-launch', { favourite: true });
  await lena.wish('design', { favourite: true });
  await lena.wish('random', { muted: true });
  await caller('lena').filter('design', '*casino*', 'hold');
  await caller('hana').submit('design', 'The harbour casino opens as well, should it be on the map?');
  await tieUp(url, caller);
  await keepOrder(url, lena);
  return { lena, callers, saidAt };
}

/** "-1 17:42" → yesterday at 17:42, where the reader is. */
function moment(at: string, utcOffsetHours: number): string {
  const [days = '0', clock = '00:00'] = at.split(' ');
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  const local = new Date(Date.now() + utcOffsetHours * 3_600_000);
  local.setUTCDate(local.getUTCDate() + Number(days));
  local.setUTCHours(hours, minutes, 0, 0);
  return new Date(local.getTime() - utcOffsetHours * 3_600_000).toISOString();
}
