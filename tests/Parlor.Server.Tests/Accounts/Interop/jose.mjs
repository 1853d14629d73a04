// jose.mjs verify KEY TOKEN  prints the claims of a token, or fails.
// jose.mjs sign KEY CLAIMS   prints a token that bears the claims, a JSON object.
// KEY is base64url.
import { base64url, jwtVerify, SignJWT } from "jose";

const [verb, keyText, text] = process.argv.slice(2);
const key = base64url.decode(keyText);

if (verb === "verify") {
  const { payload } = await jwtVerify(text, key, { algorithms: ["HS256"] });
  process.stdout.write(JSON.stringify(payload));
} else {
  process.stdout.write(await new SignJWT(JSON.parse(text)).setProtectedHeader({ alg: "HS256" }).sign(key));
}
