import "server-only";
import { isCoordinator, type Actor } from "@/domain/actor";
import { dateInStockholm, type PlainDate } from "@/domain/plain-date";
import type { Searchables } from "@/domain/registers";
import { reading } from "@/server/db";
import { grantScope } from "@/server/permit";
import { inSnapshot } from "@/server/snapshot";
import { searchPolicy } from "./policy";
import * as repository from "./repository";
import { bestOf, excerptOf, highlight, readQuery, type Segment } from "./rules";
import { HITS_A_KIND, HITS_A_PAGE, MOST_COUNTED, type SearchFilter } from "./schema";

/** A record that is found, with the words in it that were looked for. */
export interface Hit {
  kind: string;
  id: string;
  path: string;
  name: string;
  title: Segment[];
  excerpt: Segment[] | null;
  caseNumber: string | null;
  unit: string | null;
  from: PlainDate | null;
  to: PlainDate | null;
  score: number;
}

/** What is found of one kind. */
export interface HitGroup {
  kind: string;
  /** How many there are, at most as many as are counted. */
  total: number;
  /** Whether there are more than are counted. */
  isMore: boolean;
  hits: Hit[];
}

export interface Found {
  /** Whether there was a word to look for at all. */
  isAsked: boolean;
  /** Whether nothing had the words as they are written, so that these are like them. */
  isAlike: boolean;
  /** The kinds of which something is found, each with its best. */
  groups: HitGroup[];
  /** The best of all kinds. */
  best: Hit[];
  /** How many of a page there are of the one kind that is shown. */
  total: number;
  isMore: boolean;
}

const BEST = 3;

/**
 * Searches every kind that the municipality keeps for what the actor may see: all the words, in any of their forms and within other
 * words, or a case number. Where nothing has them, what is spelt almost so. What the actor may not see is neither found nor counted.
 */
export async function search(actor: Actor, searchables: Searchables, filter: SearchFilter, hitsAKind = HITS_A_KIND, now = new Date()): Promise<Found> {
  const query = readQuery(filter.q);
  const none: Found = { isAsked: false, isAlike: false, groups: [], best: [], total: 0, isMore: false };
  if (query === null) return none;
  const kept = searchables.filter(({ isKept }) => isKept?.() !== false);
  const scope = grantScope(searchPolicy.feature, actor, isCoordinator(actor));
  const words = await repository.selectStems(reading(), query.words);
  const windowOf = (kind: string) => {
    if (filter.kind === null) return { limit: hitsAKind, offset: 0 };
    // Of the others only how many there are is told.
    return filter.kind === kind ? { limit: HITS_A_PAGE, offset: (filter.page - 1) * HITS_A_PAGE } : { limit: 1, offset: 0 };
  };
  const find = (isMisspelt: boolean) => repository.selectFound(reading(), kept, scope, { query, words, filter, isMisspelt, windowOf }, dateInStockholm(now));
  const exact = await find(false);
  const found =
    exact.length > 0
      ? exact
      : await inSnapshot(async () => {
          await repository.allowMisspelling(reading());
          return find(true);
        });
  const groups = kept.flatMap(({ kind, path }): HitGroup[] => {
    const rows = found.filter((row) => row.kind === kind);
    const [first] = rows;
    if (first === undefined) return [];
    const hits = rows.map(({ title, text, total: _total, ...row }): Hit => ({ ...row, path: path(row.id), name: title, title: highlight(title, words), excerpt: text === null ? null : excerptOf(text, title, words) }));
    return [{ kind, total: Math.min(first.total, MOST_COUNTED), isMore: first.total > MOST_COUNTED, hits }];
  });
  const total = groups.reduce((sum, group) => sum + group.total, 0);
  return { isAsked: true, isAlike: exact.length === 0 && found.length > 0, groups, best: bestOf(groups, BEST), total, isMore: groups.some(({ isMore }) => isMore) };
}
