import { writeComment } from "@/features/comments/service";
import { registers } from "@/registers";
import { findSubject } from "./documents";
import { actAs, idOf, keyOf, must, type Town } from "./town";

/** Writes what people of the demonstration have written about its records, in the order that they wrote it. */
export async function loadComments(town: Town): Promise<number> {
  for (const data of town.data.comments) {
    const actor = await actAs(town, data.by);
    const input = { key: keyOf(town, "comment", data.key), subject: await findSubject(town, data.with), text: data.says, mentionedIds: data.to === undefined ? [] : [idOf(town.people, data.to)] };
    must(`The comment ${data.key}`, await writeComment(actor, input, { registers, isDemonstration: true }));
  }
  return town.data.comments.length;
}
