const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZabcdefghjkmnpqrstvwxyz";

/**
 * Names one intended write, so that a retry of it never acts twice. Make it when the intention is formed (the sheet
 * opens, the form is shown), not when the request is sent. Unique, not secret: Math.random is enough.
 */
export function newRequestKey(): string {
  let key = Date.now().toString(36);
  while (key.length < 24) key += ALPHABET.charAt(Math.floor(Math.random() * ALPHABET.length));
  return key;
}
