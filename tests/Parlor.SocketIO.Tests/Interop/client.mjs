// Exercises the server with the official client: node client.mjs <url> <transports>
import assert from "node:assert/strict";
import { io } from "socket.io-client";

const [url, list] = process.argv.slice(2);
const transports = list.split(",");
const opened = [];

function connect(path = "", options = {}) {
  const socket = io(new URL(path, url).href, { transports, forceNew: true, reconnectionDelay: 10, ...options });
  opened.push(socket);
  return socket;
}

const once = (emitter, event) => new Promise((resolve) => emitter.once(event, (...args) => resolve(args)));

async function step(name, run) {
  try {
    await run();
  } catch (error) {
    console.error(`failed: ${name}`);
    throw error;
  }
}

setTimeout(() => {
  console.error("timed out");
  process.exit(2);
}, 45_000).unref();

const socket = connect("", { auth: { token: "t", more: [1] } });

await step("connects with auth, and the id is the server's", async () => {
  const [auth] = await once(socket, "welcome");
  assert.deepEqual(auth, { token: "t", more: [1] });
  assert.equal(socket.connected, true);
});

await step("ends up on the last transport", async () => {
  const wanted = transports.at(-1);
  if (socket.io.engine.transport.name !== wanted) await once(socket.io.engine, "upgrade");
  assert.equal(socket.io.engine.transport.name, wanted);
});

await step("echoes text", async () => {
  const args = [1, -2.5, "grüße 😀\n\"\u0001", true, null, { a: [{}, []] }, "x".repeat(200_000)];
  socket.emit("echo", ...args);
  assert.deepEqual(await once(socket, "echo"), args);
});

await step("echoes binary data, nested and large", async () => {
  const big = Buffer.alloc(300_000, 7);
  const args = [Buffer.from([1, 2, 3]), { deep: [{ data: Buffer.from("ü") }] }, "text", big, Buffer.alloc(0)];
  socket.emit("echo", ...args);
  assert.deepEqual(await once(socket, "echo"), args);
});

await step("acknowledges, with text and binary data", async () => {
  assert.equal(await socket.emitWithAck("ack", "one"), "one");
  assert.deepEqual(await socket.timeout(5000).emitWithAck("ack", { b: Buffer.from([9]) }), { b: Buffer.from([9]) });
});

await step("answers the server's questions", async () => {
  socket.on("question", (value, answer) => answer(value));
  assert.equal(await socket.emitWithAck("ask me", "why"), "why");
  assert.equal(await socket.emitWithAck("ask me", Buffer.from([0xab, 0xcd])), "ABCD");
});

await step("keeps the order of many events", async () => {
  const received = [];
  const all = new Promise((resolve) => {
    socket.on("echo", (i) => {
      received.push(i);
      if (received.length === 500) resolve();
    });
  });
  for (let i = 0; i < 500; i++) socket.emit("echo", i);
  await all;
  socket.off("echo");
  assert.deepEqual(received, [...Array(500).keys()]);
});

await step("joins rooms", async () => {
  const other = connect();
  await once(other, "welcome");
  other.emit("join", "room");
  socket.emit("join", "room");
  await other.emitWithAck("ack", 1);
  await socket.emitWithAck("ack", 1);
  const told = [once(socket, "told"), once(other, "told")];
  socket.emit("tell", "room", "hello");
  assert.deepEqual(await Promise.all(told), [["hello"], ["hello"]]);
});

await step("joins a namespace over the same connection", async () => {
  const custom = socket.io.socket("/custom");
  assert.equal(await custom.emitWithAck("where"), "custom");
  custom.disconnect();
});

await step("is told why it may not connect", async () => {
  const [refused] = await once(connect("closed"), "connect_error");
  assert.equal(refused.message, "not you");
  assert.deepEqual(refused.data, { code: "unauthorized" });
  const [unknown] = await once(connect("nowhere"), "connect_error");
  assert.equal(unknown.message, "Invalid namespace");
});

await step("stays connected over several heartbeats", async () => {
  for (let i = 0; i < 3; i++) await once(socket.io, "ping");
  assert.equal(socket.connected, true);
});

await step("is disconnected by the server and may come back", async () => {
  const gone = once(socket, "disconnect");
  socket.emit("leave me");
  assert.deepEqual((await gone)[0], "io server disconnect");
  socket.connect();
  await once(socket, "welcome");
});

await step("reconnects by itself when the connection is cut", async () => {
  const gone = once(socket, "disconnect");
  const before = socket.id;
  socket.emit("cut me");
  assert.deepEqual((await gone)[0], "transport close");
  await once(socket, "welcome");
  assert.notEqual(socket.id, before);
  assert.equal(await socket.emitWithAck("ack", "again"), "again");
});

for (const each of opened) each.disconnect();
