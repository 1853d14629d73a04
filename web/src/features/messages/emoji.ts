/** The emoji offered while typing and in the picker: those that people use at work, not all there are. */
export interface Emoji {
  sign: string;
  /** Names to find it by; the first is the one shown. */
  names: string[];
}

const listed = `
😀 grinning happy|😄 smile|😁 grin|😂 joy laugh tears|🤣 rofl|🙂 slight_smile|🙃 upside_down|😉 wink|😊 blush|😇 angel innocent|
🥰 loving|😍 heart_eyes|😘 kiss|😋 yum|😜 crazy tongue|🤗 hug|🤭 oops|🤫 quiet shush|🤔 thinking hmm|🫡 salute|
🤐 zipper|😐 neutral|😶 speechless|😏 smirk|🙄 eyeroll|😬 grimace|😌 relieved|😔 pensive|😴 sleeping|🤒 sick|
🤯 mind_blown|🥳 party|😎 cool sunglasses|🤓 nerd|🧐 monocle|😕 confused|😟 worried|😮 wow surprised|😳 flushed|🥺 pleading|
😢 cry sad|😭 sob|😤 huff|😠 angry|🤬 swearing|😱 scream|😅 sweat_smile phew|🥲 happy_tear|🫠 melting|🤷 shrug|
🤦 facepalm|🙈 see_no_evil|👍 thumbs_up yes plus one|👎 thumbs_down no|👌 ok_hand|🤞 fingers_crossed|✌️ victory|🤙 call_me|👏 clap|🙌 raised_hands hooray|
🙏 thanks pray please|🤝 handshake deal|💪 strong muscle|👋 wave hello bye|✋ hand stop|🫶 heart_hands|👀 eyes look|🧠 brain|👣 footprints|🧑‍💻 coder|
❤️ heart love|🧡 orange_heart|💛 yellow_heart|💚 green_heart|💙 blue_heart|💜 purple_heart|🖤 black_heart|💔 broken_heart|💯 hundred|💥 boom|
✨ sparkles|⭐ star|🔥 fire hot|🎉 tada celebrate|🎊 confetti|🎈 balloon|🎂 cake birthday|🎁 gift present|🏆 trophy|🥇 gold first|
✅ done check|☑️ tick|❌ cross no|❓ question|❗ exclamation|⚠️ warning|🚫 forbidden|🔴 red|🟡 yellow|🟢 green|
⏰ alarm clock|⏳ hourglass wait|📅 calendar date|📌 pin|📎 paperclip|📝 memo note|📄 page document|📈 chart_up|📉 chart_down|📊 bar_chart|
📦 package|📣 announce megaphone|🔔 bell|🔍 search magnifier|🔑 key|🔒 lock|🔓 unlock|🔗 link|💡 idea bulb|🛠️ tools|
🔧 wrench fix|⚙️ gear settings|🧪 test_tube|🐛 bug|🚀 rocket ship launch|🚢 vessel boat|⛴️ ferry|🚲 bike|🚗 car|✈️ plane|
🏠 home house|🏢 office|🌍 world earth|🌞 sun|🌙 moon|⛅ cloud|🌧️ rain|❄️ snow|🌈 rainbow|🌊 ocean sea|
🌱 seedling|🌸 blossom flower|🌲 tree|🐶 dog|🐱 cat|🦊 fox|🐢 turtle slow|🦄 unicorn|🐝 bee|🐙 octopus|
☕ coffee|🍵 tea|🍺 beer|🍷 wine|🥂 cheers|🍕 pizza|🍔 burger|🥗 salad|🍎 apple|🍪 cookie|
⚽ football|🏃 run|🎵 music|🎧 headphones|🎨 art design|📷 camera|💻 laptop computer|📱 phone mobile|🖨️ printer|💬 speech chat`;

export const allEmoji: Emoji[] = listed
  .split('|')
  .map((entry) => entry.trim().split(' '))
  .map(([sign = '', ...names]) => ({ sign, names }));

export function findEmoji(query: string, most: number): Emoji[] {
  const wanted = query.toLowerCase().trim().replace(/\s+/g, '_');
  const starts = allEmoji.filter(({ names }) => names.some((name) => name.startsWith(wanted)));
  const holds = allEmoji.filter(
    (emoji) => !starts.includes(emoji) && emoji.names.some((name) => name.includes(wanted)),
  );
  return [...starts, ...holds].slice(0, most);
}
