/** What the server's questions and a browser's answers look like as JSON: WebAuthn, level 3. */
export type PasskeyQuestion = { ticket: string; options: unknown };
export type PasskeyAnswer = { ticket: string; credential: unknown };

/** Whether this browser can be asked; over plain HTTP none can, but on one's own machine. */
export const passkeysWork = () =>
  typeof PublicKeyCredential === 'function' &&
  typeof PublicKeyCredential.parseCreationOptionsFromJSON === 'function';

/** Has the browser make a passkey. Null when its person changed their mind, or has one on this device. */
export async function makePasskey({ ticket, options }: PasskeyQuestion): Promise<PasskeyAnswer | null> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(
    options as PublicKeyCredentialCreationOptionsJSON,
  );
  return answer(ticket, navigator.credentials.create({ publicKey }));
}

/** Has the browser answer with a passkey. Null when its person changed their mind, or has none. */
export async function askPasskey({ ticket, options }: PasskeyQuestion): Promise<PasskeyAnswer | null> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(
    options as PublicKeyCredentialRequestOptionsJSON,
  );
  return answer(ticket, navigator.credentials.get({ publicKey }));
}

async function answer(ticket: string, asked: Promise<Credential | null>): Promise<PasskeyAnswer | null> {
  try {
    const credential = await asked;
    return credential instanceof PublicKeyCredential ? { ticket, credential: credential.toJSON() } : null;
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}
