import type { StatusKind } from "@/components/status";
import type { Words } from "@/messages/words";
import type { MembershipStatus } from "../schema";

const SHAPES: Readonly<Record<MembershipStatus, StatusKind>> = { CANDIDATE: "todo", MEMBER: "done", NOTICE_GIVEN: "going", LEFT: "none", DECLINED: "none" };

/** How a membership stands, as shape and word; a member's whose decision is missing says so first. */
export function describeMembership({ status, isDecided }: { status: MembershipStatus; isDecided: boolean }, words: Words): readonly [StatusKind, string] {
  const word = words(`networks.status.${status}`);
  return isDecided ? [SHAPES[status], word] : ["missing", `${word}, ${words("networks.undecided").toLocaleLowerCase(words.locale)}`];
}
