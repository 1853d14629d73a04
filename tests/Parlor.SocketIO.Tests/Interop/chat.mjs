// Two people in the chat of samples/Chat, over each transport: node chat.mjs <url>
import assert from "node:assert/strict";
import { io } from "socket.io-client";

const url = process.argv[2];
setTimeout(() => {
  console.error("timed out");
  process.exit(2);
}, 45_000).unref();

const people = [["websocket"], ["polling"]].map((transports) => io(url, { transports, forceNew: true }));
const hears = (person) => new Promise((resolve) => person.once("chat message", resolve));

await Promise.all(people.map((person) => new Promise((resolve) => person.once("connect", resolve))));
for (const [speaker, text] of [[people[0], "hello"], [people[1], "<b>hi</b> 😀"]]) {
  const heard = people.map(hears);
  speaker.emit("chat message", text);
  assert.deepEqual(await Promise.all(heard), [text, text]);
}

for (const person of people) person.disconnect();
