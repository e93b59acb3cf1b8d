/** "王**": all that promoters see of each other's and of customers' names. Its length tells nothing. */
export function maskNickname(name: string): string {
  const [first = ""] = name.trim();
  return `${first}**`;
}
