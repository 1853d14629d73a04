import { Caller } from './api';

/** What the people of the company say of themselves, and what they are to Lena. */
export async function tieUp(url: string, caller: (username: string) => Caller): Promise<void> {
  const [lena, ines, teodor, hana] = ['lena', 'ines', 'teodor', 'hana'].map(caller);
  if (lena === undefined || ines === undefined || teodor === undefined || hana === undefined) return;
  await lena.changeMe({ pronouns: 'she/her', status: { emoji: '☕', text: 'Back at 14:30' } });
  await ines.changeMe({
    pronouns: 'she/her',
    about: 'Tickets and gates. If something beeps and should not, it is mine.',
    timeZone: 'Africa/Lagos',
    status: { emoji: '🎧', text: 'Focusing' },
  });
  await hana.changeMe({ about: 'Lights', timeZone: 'Europe/Prague' });
  await teodor.addFriend('lena');
  await lena.addFriend('teodor');
  await lena.addFriend('yuki');
  await hana.addFriend('lena');
  await lena.say(await lena.direct('teodor'), 'Chair found, third floor.');
  const rex = await Caller.signUp(url, 'rex', 'Rex Bell');
  await lena.block(rex.username);
}

/** Somebody who came to sell things, and what Lena did about it. */
export async function keepOrder(url: string, lena: Caller): Promise<void> {
  const deals = await Caller.signUp(url, 'deals', 'Best Deals Today');
  await lena.add('lobby', deals.username);
  const seq = await deals.say('lobby', 'Cheap ropes, lamps and anchors, write to me!');
  await lena.report('lobby', seq, 'spam', 'The third one this week.');
  await lena.banAccount(deals.username, { reason: 'Sells things, here and in direct messages.' });
  await lena.banAddress('203.0.113.0/24', { seconds: 604_800, reason: 'Where it came from.' });
}
