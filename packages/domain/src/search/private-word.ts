/** What people type by mistake about themselves is not kept: numbers of phones, cards and orders, addresses of mail. */
export function looksPrivate(word: string): boolean {
  return /[0-9０-９][0-9０-９\s-]{6,}/.test(word) || word.includes("@") || /^(?:https?:|www\.)/.test(word);
}
