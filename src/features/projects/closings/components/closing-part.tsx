import { Section } from "@/components/section";
import { formatDate } from "@/lib/formats";
import type { Words } from "@/messages/words";
import type { ClosingInput } from "../schema";
import { ClosingFacts } from "./closing-facts";

interface Props {
  project: { id: string };
  closing: ClosingInput | null;
  isTime: boolean;
  mayEdit: boolean;
  words: Words;
}

/** A project's closing on its page: what it gave in short with the way to all of it, or the way to telling it; nothing before it is time. */
export function ClosingPart({ project, closing, isTime, mayEdit, words }: Props) {
  const path = `/projects/${project.id}/closing`;
  if (closing === null && !isTime) return null;
  return (
    <Section id="closing" title={words("closings.section")} {...(closing === null ? {} : { note: words("closings.sectionNote", { day: formatDate(closing.toldOn, words.locale) }), more: { href: path, label: words("closings.read") } })}>
      {closing !== null ? (
        <ClosingFacts closing={closing} only={["benefit", "lessons", "wouldDoAgain"]} words={words} />
      ) : (
        <p>
          {words("closings.none")} {mayEdit ? <a href={`${path}/edit`}>{words("closings.write")}</a> : null}
        </p>
      )}
    </Section>
  );
}
