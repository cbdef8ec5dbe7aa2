import { choosePages } from "./choose-pages";
import { formatCount } from "./formats";

type Translate = (key: string, parameters?: Record<string, string | number>) => string;

interface ListState {
  page: number;
  /** How many rows a page holds. */
  size: number;
  /** How many this one shows. */
  shown: number;
  total: number;
}

/** What the way from one page of a list to another is drawn from. */
export function describePages(words: Translate, { page, size, shown, total }: ListState, address: (page: number) => string) {
  const pages = Math.max(1, Math.ceil(total / size));
  const first = (page - 1) * size + 1;
  return {
    label: words("frame.pages"),
    summary: words("frame.range", { first: formatCount(first), last: formatCount(first + shown - 1), total: formatCount(total) }),
    pages: choosePages(page, pages).map((number) => ({ number, href: address(number), current: number === page })),
    ...(page > 1 ? { previous: { href: address(page - 1), label: words("frame.previous") } } : {}),
    ...(page < pages ? { next: { href: address(page + 1), label: words("frame.next") } } : {}),
  };
}

/** Why a page of a list shows no row: it lies beyond the last, nothing passes the filters, or there is nothing yet. The words stand under the list's own name; `all` is its address without filters. */
export function describeEmpty(words: Translate, list: string, { size, total }: Pick<ListState, "size" | "total">, isFiltered: boolean, all: string, address: (page: number) => string) {
  const pages = Math.max(1, Math.ceil(total / size));
  if (total > 0) return { title: words(`${list}.pageBeyond`, { pages }), action: { href: address(pages), label: words("frame.lastPage") } };
  const none = { title: words(`${list}.none`), children: words(isFiltered ? `${list}.noneFiltered` : `${list}.noneYet`) };
  return isFiltered ? { ...none, action: { href: all, label: words("frame.clearFilters") } } : none;
}
