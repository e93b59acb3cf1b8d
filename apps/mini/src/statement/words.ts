/** "2026 年 11 月" */
export function monthText(month: string): string {
  const [year, number] = month.split("-").map(Number);
  return `${year} 年 ${number} 月`;
}
