// Loads the browser client that the server serves, and talks to the server with it: node bundle.mjs <url>
import assert from "node:assert/strict";

const url = new URL(process.argv[2]);

async function fetchScript(name) {
  const answer = await fetch(new URL(`/socket.io/${name}`, url));
  assert.equal(answer.status, 200);
  return answer.text();
}

async function talk(io) {
  const socket = io(url.href, { transports: ["websocket"], forceNew: true, auth: { token: "t" } });
  const [auth] = await new Promise((resolve, reject) => {
    socket.once("welcome", (...args) => resolve(args));
    socket.once("connect_error", reject);
  });
  assert.deepEqual(auth, { token: "t" });
  assert.equal(await socket.timeout(5000).emitWithAck("ack", "one"), "one");
  socket.disconnect();
}

setTimeout(() => {
  console.error("timed out");
  process.exit(2);
}, 45_000).unref();

for (const name of ["socket.io.js", "socket.io.min.js"]) {
  const module = { exports: {} };
  new Function("module", "exports", await fetchScript(name))(module, module.exports);
  await talk(module.exports.io);
}

const esm = await import(`data:text/javascript,${encodeURIComponent(await fetchScript("socket.io.esm.min.js"))}`);
await talk(esm.io);
