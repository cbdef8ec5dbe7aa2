/** Which pages to offer: the first, the last, and those next to the current one (all 1-based). */
export function choosePages(current: number, last: number): number[] {
  const wanted = [1, current - 1, current, current + 1, last];
  // a gap of a single page is wider than the page's own number
  if (current - 1 === 3) wanted.push(2);
  if (last - current === 3) wanted.push(last - 1);
  return [...new Set(wanted)].filter((page) => page >= 1 && page <= last).sort((a, b) => a - b);
}
